import pytest
from tests.e2e.test_access_sweep import keep_templates, QObject, QEvent, QApplication, TemplateTab
from tests.fakes.screen_reader import *
def test_z(user,qtbot):
    import traceback
    keep_templates(user); w=user.app.workplace
    ears=Ears(); ears.open()
    class F(QObject):
        def eventFilter(self, o, e):
            if e.type()==QEvent.Type.Show and o.isWidgetType() and o.isWindow():
                print("TOPLEVEL", o); traceback.print_stack(limit=5)
            return False
    user.window.activateWindow()
    f=F(); QApplication.instance().installEventFilter(f)
    w.pages.show_templates(); w.pages.templates.library.left.new.click(); qtbot.wait(50)
    print("\n".join(str(s) for _,s in walk(front()) if s.path[:7]==(0,2,2,2,2,2,0)))
    w.pages.templates.open_tab(TemplateTab.TRYOUT)
