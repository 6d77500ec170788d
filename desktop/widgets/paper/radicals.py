"""Radicals that look like a Chinese character of their own, with that character.

Unicode's EquivalentUnifiedIdeograph.txt says which; normalization knows only those from U+2F00 on.
"""

from __future__ import annotations

_RADICALS = (
    "⺁⺃⺄⺅⺇⺉⺊⺋⺎⺐⺑⺒⺓⺔⺖⺗⺘⺙⺛⺝⺞⺟⺠⺡⺢⺣⺤⺥⺦⺨⺩⺫⺬⺭⺮⺯⺰⺱⺲⺳"
    "⺴⺶⺷⺸⺹⺺⺻⺼⺽⺾⺿⻀⻁⻂⻃⻄⻅⻆⻈⻉⻋⻌⻍⻎⻏⻐⻑⻒⻓⻔⻕⻖⻗⻘⻙⻚⻛⻜⻝⻟"
    "⻠⻢⻣⻤⻥⻦⻧⻨⻩⻪⻫⻬⻭⻮⻯⻰⻱⻲⻳"
)
_CHARACTERS = (
    "厂乛乙亻几刂卜㔾兀尢尣巳幺彑忄㣺扌攵旡月歺母民氵氺灬爫爫丬犭王罒示礻竹糹纟罓罒㓁"
    "冗羊羊羊耂肀聿肉臼艹艹艹虎衤覀西见角讠贝车辶辶辶邑钅長镸长门阜阝雨青韦页风飞食飠"
    "饣马骨鬼鱼鸟卤麦黄黾斉齐歯齿竜龙龜亀龟"
)

UNIFIED = dict(zip(_RADICALS, _CHARACTERS, strict=True))
