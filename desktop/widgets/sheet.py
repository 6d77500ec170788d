"""The window's style sheet, made from the theme's colours. Widgets are addressed by object name."""

from __future__ import annotations

from string import Template

from desktop.widgets.style import RADIUS, Theme

SHEET = Template("""
QMainWindow, #page, #stack, #start { background: $bg; }
QToolTip { background: $raised; color: $text; border: 1px solid $border; padding: 4px 6px; }
#sidebar { background: $surface; border: none; border-right: 1px solid $border; }
#brand { color: $text; font-weight: 600; font-size: 15px; }
#chatlist { background: $surface; border: none; outline: none; }
#chatlist QLineEdit { border: 1px solid $accent; border-radius: ${s}px; background: $raised; padding: 2px 8px; }
#newchat { background: $raised; border: 1px solid $border; border-radius: ${m}px; padding: 8px 10px;
           text-align: left; font-weight: 500; color: $text; }
#newchat:hover { background: $hover; }
#newchat:pressed { background: $pressed; }
#newchat:focus, #model:focus, QToolButton:focus, QPushButton:focus { border: 1px solid $accent; }
#header { background: $bg; border: none; border-bottom: 1px solid $border; }
#model { background: $raised; border: 1px solid $border; border-radius: ${m}px; color: $text; font-weight: 600; }
#model:hover { background: $hover; }
#model::menu-indicator { image: none; }
#quant { background: $sunken; color: $text2; border-radius: ${s}px; padding: 1px 6px; font-size: 12px; }
#chip { border-radius: ${s}px; padding: 3px 8px; font-size: 12px; background: $sunken; color: $text2; }
#chip[kind="warn"] { background: $warn_soft; color: $warn; }
#chip[kind="ok"] { background: $ok_soft; color: $ok; }
#chip[kind="danger"] { background: $danger_soft; color: $danger; }
QToolButton { background: transparent; border: 1px solid transparent; border-radius: ${m}px; padding: 5px; color: $text2; }
QToolButton:hover { background: $hover; }
QToolButton:pressed { background: $pressed; }
QToolButton::menu-indicator { image: none; }
QPushButton { background: $raised; border: 1px solid $border; border-radius: ${m}px; padding: 6px 12px; color: $text; }
QPushButton:hover { background: $hover; }
QPushButton:pressed { background: $pressed; }
QPushButton:disabled { color: $text3; }
QPushButton[primary="true"] { background: $accent; border-color: $accent; color: $on_accent; font-weight: 500; }
QPushButton[primary="true"]:hover { background: $accent_hover; }
QPushButton[primary="true"]:focus { border: 2px solid $text; }
#composer { background: $raised; border: 1px solid $border_strong; border-radius: ${l}px; }
#composer[active="true"] { border: 1px solid $accent; }
#input { background: transparent; border: none; color: $text; selection-background-color: $selection;
         selection-color: $text; }
#send { background: $accent; border: none; border-radius: ${m}px; padding: 0; }
#send:hover { background: $accent_hover; }
#send:disabled { background: $pressed; }
#send[stop="true"] { background: $text; }
#send:focus { border: 2px solid $text; }
#hint { color: $text3; font-size: 12px; }
#banner { border-radius: ${l}px; background: $danger_soft; }
#banner[kind="warn"] { background: $warn_soft; }
#banner[kind="info"] { background: $accent_soft; }
#bannertext { color: $danger; font-weight: 500; }
#banner[kind="warn"] #bannertext { color: $warn; }
#banner[kind="info"] #bannertext { color: $text; }
#advice { color: $text2; }
#toast { background: $text; border-radius: ${m}px; }
#toast QLabel { color: $bg; }
#toast QPushButton { background: transparent; border: none; color: $bg; font-weight: 600; text-decoration: underline; }
#toast QPushButton:focus { border: 1px solid $bg; }
#big { font-size: 22px; font-weight: 600; color: $text; }
#soft { font-size: 15px; color: $text2; }
#idea { background: $raised; border: 1px solid $border; border-radius: ${l}px; padding: 12px 14px; text-align: left;
        color: $text; }
#idea:hover { background: $hover; }
#state { color: $text2; font-size: 12px; }
QProgressBar { background: $sunken; border: none; border-radius: 3px; max-height: 6px; min-height: 6px; }
QProgressBar::chunk { background: $accent; border-radius: 3px; }
QMenu { background: $raised; border: 1px solid $border; border-radius: ${m}px; padding: 4px; color: $text; }
QMenu::item { padding: 6px 24px 6px 12px; border-radius: ${s}px; }
QMenu::item:selected { background: $hover; }
QMenu::item:disabled { color: $text3; }
QMenu::separator { height: 1px; background: $border; margin: 4px 8px; }
QMenu::indicator { width: 14px; height: 14px; left: 4px; }
QSplitter::handle { background: $border; }
QScrollBar:vertical { background: transparent; width: 10px; margin: 2px; }
QScrollBar::handle:vertical { background: $border_strong; border-radius: 3px; min-height: 32px; }
QScrollBar::handle:vertical:hover { background: $text3; }
QScrollBar::add-line, QScrollBar::sub-line, QScrollBar::add-page, QScrollBar::sub-page { background: none; height: 0; }
""")


def stylesheet(theme: Theme) -> str:
    """Fill the theme's colours in."""
    colors = {name: color.name() for name, color in theme.colors.items()}
    return SHEET.substitute(colors, s=RADIUS.s, m=RADIUS.m, l=RADIUS.l)
