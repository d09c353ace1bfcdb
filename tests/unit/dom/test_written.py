import pytest

from govnews.dom.written import Scripts


@pytest.mark.parametrize(
    ("scripts", "printed"),
    [
        (['document.write("来源：样例日报");'], ["来源：样例日报"]),
        (["document.writeln( '来源：' + '样例日报' )"], ["来源：样例日报"]),
        (['var ly = "样例日报";\ndocument.write("来源：" + ly);'], ["来源：样例日报"]),
        (["var ly='样例日报',t='x';", 'document.write("来源："+ly)'], ["来源：样例日报"]),
        (['var t="样例";document.write("<h1>" + t + "</h1>")'], [" 样例 "]),
        (["document.write('样例&nbsp;&amp;')"], ["样例\xa0&"]),
        (['document.write("<scr" + "ipt src=\'a.js\'></scr" + "ipt>")'], ["  "]),
        (["document.write(unknown)"], []),
        (
            [
                'var a = "甲";if(a){document.write(a);}else if(b){document.write("乙")}else{document.write("丙")}'
            ],
            ["甲"],
        ),
        (['var a = "";if(a){document.write(a);}else{document.write("乙")}'], []),
        (['if(!b){document.write("甲")}else{document.write("乙")}'], []),
        (['if(b){document.write("甲")} document.write("乙")'], ["甲", "乙"]),
        (["document.write('第' + page + '页')"], []),
        (["var a='甲'; a='乙'; document.write(a)"], []),
        (["if (a == '甲') {} document.write(a)"], []),
        (["b.a = '甲'; document.write(a)"], []),
        (["var a = '甲' + b; document.write(a)"], []),
        (['document.write("<a href=\'x")'], []),
        (["document.write(f('甲'))"], []),
        (["document.write('甲\\'乙')"], []),
        ([""], []),
    ],
)
def test_what_scripts_print(scripts: list[str], printed: list[str]) -> None:
    page = Scripts()
    assert [text for script in scripts for text in page.printed(script)] == printed
