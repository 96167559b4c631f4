"""What pages of other places print in ways of their own (invented people): one phenomenon a test."""

import datetime as dt

import pytest

from briefing.config import ExtractConfig
from briefing.extract import find_officials
from briefing.extract.leaders import find
from briefing.model import Article, Context
from briefing.passage import Passage
from briefing.text import parse


def acts(text, headline=""):
    """Return the activities of an article; paragraphs are parted by line feeds."""
    paragraphs = tuple(Passage.of(part, f"p{number}") for number, part in enumerate(text.split("\n")))
    head = (Passage.of(headline, "h"),) if headline else ()
    article = Article(id="a", headline=head, paragraphs=paragraphs)
    return find(article, parse(article), ExtractConfig(), Context(date=dt.date(2025, 6, 10)))


def told(text, headline=""):
    """Return name → full titles and roles."""
    return {
        act.person.text: ("、".join(act.titles_expanded), "、".join(role.text for role in act.roles))
        for act in acts(text, headline)
    }


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("6月5日，市委常委、统战部部长其木德扎布带领调研组到青石旗督查信访工作。", "其木德扎布"),
        ("6月5日，旗委书记春山主持召开旗委常委会会议。", "春山"),
        ("6月5日，州长多杰才旦主持召开州政府常务会议。", "多杰才旦"),
    ],
)
def test_names_without_surname_are_spelt_by_sounds(text, name):
    assert list(told(text)) == [name]


@pytest.mark.parametrize(
    "text",
    [
        "在边疆考察时，习近平总书记始终关心各族群众，自治区上下备受鼓舞。",
        "州委书记罗长青说，习近平总书记在地方考察期间的嘱托要牢记。",
        "要进一步加强党的领导推进中国式现代化，自治州各级领导小组统筹部署。",
        "自治区人大常委会会议上，丁一山委员和列席会议的代表推进了审议。",
    ],
)
def test_an_office_behind_a_name_names_nobody_more(text):
    assert set(told(text)) <= {"罗长青"}


def test_candidates_hold_an_office_too():
    text = (
        "6月5日，盟长那顺布和到我旗就种业推进情况进行调研，旗委常委、政府党组成员、副旗长提名人选刘一海，"
        "旗政府副旗长李二民、陈三庆参加调研。"
    )
    assert told(text) == {
        "那顺布和": ("盟长", "调研"),
        "刘一海": ("旗委常委、旗政府党组成员、副旗长提名人选", "参加"),
        "李二民": ("旗政府副旗长", "参加"),
        "陈三庆": ("旗政府副旗长", "参加"),
    }


def test_a_phrase_with_verbs_of_its_own_names_the_event():
    (act,) = acts("6月5日，县长何小江深入白塔镇就重点项目推进情况进行调研。")
    assert (act.event.text, act.place.text) == ("就重点项目推进情况进行调研", "白塔镇")


def test_ways_of_a_tour_are_no_deeds():
    (act,) = acts("6月5日，县长何小江带领督查组深入白塔镇，通过听取汇报、实地走访等方式督查河长制工作落实情况。")
    assert [role.text for role in act.roles] == ["带领", "督查"]
    assert (act.event.text, act.place.text) == ("督查河长制工作落实情况", "白塔镇")


def test_what_the_visited_do_is_no_deed_of_the_visitor():
    (act,) = acts("6月5日上午，区政协主席柳一白看望参加区政协全会的委员。")
    assert [role.text for role in act.roles] == ["看望"]


def test_tasks_made_clear_are_no_speech():
    (act,) = acts("6月5日，全县安全生产会召开。副县长何小江出席会议，进一步明确了任务，提出了具体要求。")
    assert [role.text for role in act.roles] == ["出席"]


def test_who_sits_in_on_a_reception_is_told_with_it():
    found = acts(
        "6月5日上午，市长何小江在市会议中心亲切会见了远山集团董事长白一帆一行。市委常委、副市长柳二白会见时在座。"
    )
    assert [(act.person.text, act.place.text) for act in found] == [("何小江", "市会议中心"), ("柳二白", "市会议中心")]
    assert {act.event.text for act in found} == {"会见了远山集团董事长白一帆一行"}


def test_the_chair_may_be_named_without_a_title():
    assert told("6月5日，市五届人大三次会议主席团举行第二次会议。会议由何小江主持。") == {"何小江": ("", "主持")}


def test_a_chronicle_tells_one_person_on_several_days():
    text = (
        "6月2日，旗长何小江到旗医院检查防疫工作。\n6月3日，旗委书记柳二白主持召开旗委外事工作会议。何小江参加会议。\n"
        "同日，何小江主持召开全旗安全生产调度会。\n5日上午，何小江会见远山集团董事长白一帆一行。"
    )
    mine = [act for act in acts(text) if act.person.text == "何小江"]
    assert [(act.event.text, act.date.day, act.day_part) for act in mine] == [
        ("检查防疫工作", 2, None),
        ("旗委外事工作会议", 3, None),
        ("会见远山集团董事长白一帆一行", 5, "上午"),
    ]


def test_a_bracket_may_stand_within_the_name_of_a_meeting():
    (act,) = acts("6月5日，县委书记柳二白主持召开县委常委（扩大）会，传达上级精神。")
    assert act.event.text == "县委常委（扩大）会"


def test_a_place_with_its_title_is_no_name():
    text = "6月5日，全市工作会召开。青石旗委书记张一玲和杭水旗委书记华一诚分别作汇报。"
    assert told(text) == {"张一玲": ("青石旗委书记", "汇报"), "华一诚": ("杭水旗委书记", "汇报")}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "6月5日，区工委领导赵东、吴峻、占一江、宋东分赴各街道慰问困难党员。",
            {
                "赵东": ("区工委领导", "慰问"),
                "吴峻": ("区工委领导", "慰问"),
                "占一江": ("区工委领导", "慰问"),
                "宋东": ("区工委领导", "慰问"),
            },
        ),
        (  # one whose surname is in no list does not tear the list apart
            "6月5日，县领导赵东、袮一江、宋东参加慰问。",
            {"赵东": ("县领导", "参加"), "宋东": ("县领导", "参加")},
        ),
        (  # departments behind the names are no people
            "6月5日，区长赵东赴石桥镇开展走访慰问活动。区领导何涛、曹猛及石桥镇、区民政、工会、卫计等部门负责人陪同。",
            {"赵东": ("区长", "走访、慰问"), "何涛": ("区领导", "陪同"), "曹猛": ("区领导", "陪同")},
        ),
        ("6月5日，区领导关切地询问老人的身体状况，区领导先后会见两批客人。", {}),
        ("何小江副市长带队检查节前安全生产工作。", {"何小江": ("副市长", "带队、检查")}),
        (
            "6月5日，副市长何小江带队检查商场。市领导曾乡一参加。",
            {"何小江": ("副市长", "带队、检查"), "曾乡一": ("市领导", "参加")},
        ),
        (
            "6月5日，副区长何小江走访慰问部分老党员，并向他们致以亲切问候。",
            {"何小江": ("副区长", "走访慰问、致以问候")},
        ),
    ],
)
def test_lists_of_leaders_and_what_looks_like_them(text, expected):
    assert told(text) == expected


def test_whose_escorts_stand_before_the_deed():
    text = (
        "6月5日，省政协副主席王一静一行在市委副书记李琥，市政协副主席朱强、市工商联主席白玲等陪同下到临江区指导工作。\n"
        "临江区管委会主任陶长，党工委委员段海陪同。"
    )
    assert told(text) == {
        "王一静": ("省政协副主席", "指导"),
        "李琥": ("市委副书记", "陪同"),
        "朱强": ("市政协副主席", "陪同"),
        "白玲": ("市工商联主席", "陪同"),
        "陶长": ("临江区管委会主任", "陪同"),
        "段海": ("临江区党工委委员", "陪同"),
    }


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("本报某城6月4日讯（记者 白一山）今天，副市长何小江检查汛情。", 4),
        ("某城晚报6月9日讯（记者 白一山）8日，全市防汛会举行，副市长何小江出席。", 8),
        ("6月7日，副市长何小江检查汛情。", 7),
    ],
)
def test_days_are_told_from_the_dateline(text, day):
    assert [act.date.day for act in acts(text)] == [day]


def test_names_titled_in_other_articles_are_known():
    other = "6月5日，市委书记顾一山主持召开市委常委会会议，市长柳二白出席。"
    text = "6月5日下午，市政府与远山集团签约仪式在市会展中心举行。顾一山与远山集团董事长白一帆见证签约，柳二白致辞。"
    page = [Article(id=name, paragraphs=(Passage.of(body, name),)) for name, body in (("a", other), ("b", text))]
    people = frozenset().union(*(find_officials(article, parse(article), ExtractConfig()) for article in page))
    assert people == {"顾一山", "柳二白"}
    context = Context(date=dt.date(2025, 6, 10), people=people)
    found = find(page[1], parse(page[1]), ExtractConfig(), context)
    assert [(act.person.text, [role.text for role in act.roles]) for act in found] == [
        ("顾一山", ["见证"]),
        ("柳二白", ["致辞"]),
    ]
    namesake = "6月5日，运动会开幕。居民柳二白参加比赛。柳二白说，很高兴。"
    article = Article(id="c", paragraphs=(Passage.of(namesake, "c"),))
    assert find(article, parse(article), ExtractConfig(), context) == ()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "6月5日，市区领导参加植树活动。顾一山、柳二白、文正等市领导，军分区司令员霍一病参加植树。",
            {
                "顾一山": ("市领导", "参加"),
                "柳二白": ("市领导", "参加"),
                "文正": ("市领导", "参加"),
                "霍一病": ("军分区司令员", "参加"),
            },
        ),
        (
            "6月5日，副市长万里列席会议，市监委主任辛夷（兼），市中级人民法院院长法正出席会议。",
            {"万里": ("副市长", "列席"), "辛夷": ("市监委主任", "出席"), "法正": ("市中级人民法院院长", "出席")},
        ),
        (
            "6月5日，全市信访工作会召开。市信访局局长常一春、云溪区委书记徐达作补充发言。",
            {"常一春": ("市信访局局长", "发言"), "徐达": ("云溪区委书记", "发言")},
        ),
        (
            "6月5日，行署召开廉政会议。地委委员、常务副专员石磊主持，行署副专员古丽娜·哈山参加，二级调研员成龙列席。",
            {
                "石磊": ("地委委员、行署常务副专员", "主持"),
                "古丽娜·哈山": ("行署副专员", "参加"),
                "成龙": ("二级调研员", "列席"),
            },
        ),
        (
            "6月5日，县人大常委会主任水一益、县政协主席后羿也分别到包联乡镇下访。",
            {"水一益": ("县人大常委会主任", "下访"), "后羿": ("县政协主席", "下访")},
        ),
        (
            "6月5日，市十六届人大常委会举行第三次会议。市人大常委会主任顾一山主持。表决通过后，顾一山为新任命人员颁发任命书，孔明等进行了宣誓。",
            {"顾一山": ("市人大常委会主任", "主持")},
        ),
    ],
)
def test_meetings_told_in_other_ways(text, expected):
    assert told(text) == expected


def test_parts_of_a_meeting_are_not_events_of_their_own():
    text = "6月5日，市十六届人大常委会举行第三次会议。市人大常委会主任顾一山主持第二次全体会议。副市长万里列席会议。"
    assert len({act.event.text for act in acts(text)}) == 1


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "6月5日，市委书记顾一山主持召开市委常委会，副市长张艳、司学在研究相关议题时列席会议。",
            {"顾一山": ("市委书记", "主持、召开"), "张艳": ("副市长", "列席"), "司学": ("副市长", "列席")},
        ),
        (
            "6月5日，副市长何小江在市政府副秘书长关长、规划和自然资源局副局长王玉等领导的陪同下，来到远山集团开展走访调研。",
            {
                "何小江": ("副市长", "走访、调研"),
                "关长": ("市政府副秘书长", "陪同"),
                "王玉": ("市规划和自然资源局副局长", "陪同"),
            },
        ),
        (
            "6月5日，博览会开幕。全国人大常委会副委员长蔡一峰宣布开幕，省委书记彭清，科技部副部长张东致辞。",
            {
                "蔡一峰": ("全国人大常委会副委员长", "宣布"),
                "彭清": ("省委书记", "致辞"),
                "张东": ("科技部副部长", "致辞"),
            },
        ),
        (
            "6月5日，军分区党委全体会议召开。军分区司令员霍一病主持会议，政治委员李靖代表常委会作工作报告。",
            {"霍一病": ("军分区司令员", "主持"), "李靖": ("军分区政治委员", "作报告")},
        ),
        (
            "6月5日，市长宫镇江在市迎宾馆会见了远山集团董事长白一帆一行。宫镇江表示欢迎。宫镇江说，要深化合作。",
            {"宫镇江": ("市长", "会见")},
        ),
        (
            "6月5日，市人大常委会举行第三次会议。市人大常委会主任顾一山主持。会议听取了副市长何小江作的关于财政情况的报告。",
            {"顾一山": ("市人大常委会主任", "主持"), "何小江": ("副市长", "报告")},
        ),
    ],
)
def test_phrases_between_a_subject_and_its_verb(text, expected):
    assert told(text) == expected


@pytest.mark.parametrize(
    ("text", "day", "part"),
    [
        ("今天下午（6月9日），全市防汛会召开，市长何小江出席。", 9, "下午"),
        ("6月8日夜间我县普降大雨，9日一早，县长何小江到石桥镇检查防汛。", 9, "一早"),
    ],
)
def test_the_day_right_before_the_people_is_theirs(text, day, part):
    (act,) = acts(text)
    assert (act.date.day, act.day_part) == (day, part)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "6月5日，两市座谈会举行。邻江市委常委、秘书长李西，我市市委常委、秘书长方怡参加。",
            {"李西": ("邻江市委常委、邻江市委秘书长", "参加"), "方怡": ("市委常委、市委秘书长", "参加")},
        ),
        (
            "6月5日，直播带货活动举行。云溪区委书记向问、区长任盈参加。",
            {"向问": ("云溪区委书记", "参加"), "任盈": ("区长", "参加")},
        ),
        (
            "6月5日，协商议事会举行。副市长何小江出席会议，对委员们的建议一一回应，对做好巡视工作提出要求。",
            {"何小江": ("副市长", "出席")},
        ),
        (
            "6月5日，动员会召开。巡视组全体成员，市委领导班子成员、市人大常委会主任胡斐出席会议。",
            {"胡斐": ("市人大常委会主任", "出席")},
        ),
        (
            "6月5日，副市长何小江带领有关部门负责人，采取“四不两直”方式，到云峰镇暗访防溺水工作。",
            {"何小江": ("副市长", "带领、暗访")},
        ),
        ("6月5日，运动会开赛。李铁一参加了百米比赛，李铁一说，很高兴。张一、王二参加长跑。", {}),
        (
            "6月5日，全市表彰大会举行。副市长何小江出席。委员和特邀代表发言，习主席的嘱托记在心中。",
            {"何小江": ("副市长", "出席")},
        ),
    ],
)
def test_who_else_is_named_beside_the_leaders(text, expected):
    assert told(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "9月1日，州委全会召开。副州长阿的日古、孔德才出席，州人大社会委主任委员沙马拉毅列席，有关部门负责人列席。",
            {
                "阿的日古": ("副州长", "出席"),
                "孔德才": ("副州长", "出席"),
                "沙马拉毅": ("州人大社会委主任委员", "列席"),
            },
        ),
        (
            "6月5日，企业家恳谈会举行。区长何小江出席。区发改委主任应一劭、区人社局四级调研员何逊现场回应。",
            {
                "何小江": ("区长", "出席"),
                "应一劭": ("区发改委主任", "回应"),
                "何逊": ("区人社局四级调研员", "回应"),
            },
        ),
        (
            "6月5日，市人大常委会副主任白秀英率部分市人大代表，采取听汇报、看现场等方式，视察医疗卫生工作。",
            {"白秀英": ("市人大常委会副主任", "视察")},
        ),
        (
            "6月5日，新航线开通仪式举行。市政协副主席虞卿，远山集团副总经理袮御寇共同推杆启航。",
            {"虞卿": ("市政协副主席", "推杆")},
        ),
        (
            "6月5日，市委书记顾一山到临港新区调研。新区党工委书记、管委会主任公孙一弘陪同。",
            {"顾一山": ("市委书记", "调研"), "公孙一弘": ("新区党工委书记、新区管委会主任", "陪同")},
        ),
    ],
)
def test_names_and_bodies_of_other_regions(text, expected):
    assert told(text) == expected


def happened(text, headline=""):
    """Return (name, roles, event) of each activity."""
    return [
        (act.person.text, "、".join(role.text for role in act.roles), act.event.text) for act in acts(text, headline)
    ]


def test_a_letter_is_a_deed_and_a_name_in_quotes_is_none():
    text = "6月5日，市委书记安一山给江州附小“小水滴宣讲队”全体队员回信，勉励他们爱水护河。"
    assert happened(text) == [("安一山", "回信", "给江州附小“小水滴宣讲队”全体队员回信")]


def test_what_an_official_came_for_may_stand_before_the_name():
    text = "“今年长势好。”6月5日，种粮大户高兴地对前来查看灾后生产的县委书记石大川说。县委常委、副县长竹小青随行。"
    assert happened(text) == [("石大川", "查看", "查看灾后生产"), ("竹小青", "随行", "查看灾后生产")]


def test_all_do_what_the_last_of_those_sent_to_several_places_does():
    text = "6月5日，市委副书记端木一磊到青崖县，市委常委冯大唐到黑石区，副市长薄小荷到云台县，督导防火工作。"
    assert {(name, roles) for name, roles, _ in happened(text)} == {
        ("端木一磊", "督导"),
        ("冯大唐", "督导"),
        ("薄小荷", "督导"),
    }
    assert {act.person.text: act.place.text for act in acts(text) if act.place} == {
        "端木一磊": "青崖县",
        "冯大唐": "黑石区",
        "薄小荷": "云台县",
    }


def test_a_town_before_a_title_is_no_name():
    text = "6月5日，两市缔结友好城市签约仪式在浦阳举行。市委书记上官一云、浦阳市委书记濮大真共同见证。"
    assert set(told(text)) == {"上官一云", "濮大真"}


def test_who_goes_along_goes_with_whom_the_paragraph_told_of():
    text = (
        "6月5日，镇卫生院排起长队。市中医院院长华大山带领12名专家在这里义诊。\n"
        "市卫健委副主任苏一香走访慰问义诊专家。石桥镇党委书记田大七、镇长党一参陪同。"
    )
    assert [event for name, _, event in happened(text) if name in ("田大七", "党一参")] == ["走访慰问义诊专家"] * 2


def test_talks_and_a_meeting_of_another_day_are_events_of_their_own():
    text = (
        "6月3日至4日，省委书记傅一舒就产业创新开展调研。副省长祝大融一同调研。4日上午，傅一舒主持召开座谈会。\n"
        "在曼海姆，市长阚一山与曼海姆市市长克里斯·施佩希特举行会谈。"
    )
    events = {(name, event) for name, _, event in happened(text)}
    assert {("傅一舒", "就产业创新开展调研"), ("傅一舒", "座谈会"), ("祝大融", "就产业创新开展调研")} <= events
    assert ("阚一山", "与曼海姆市市长克里斯·施佩希特举行会谈") in events


def test_a_name_of_unheard_form_counts_between_titles_if_it_is_no_word():
    text = "6月5日，市政协召开座谈会。市政协主席晏一清出席，副主席乜大江、秘书长乜佳，统战部部长佴一舟分别参加。"
    assert set(told(text)) == {"晏一清", "乜大江", "乜佳", "佴一舟"}
    words = "6月5日，市委常委会召开会议，市委书记述职、市长测评，县委书记承诺、秘书长助理列席。"
    assert told(words) == {}


def test_what_was_done_years_ago_and_counted_advice_are_no_deeds():
    past = "6月5日，市长何小江主持召开水利工作会议。\n2019年11月，何小江在青石县考察时，首次提出“以水定城”。"
    assert told(past) == {"何小江": ("市长", "主持、召开")}
    advice = "6月5日，市长何小江出席水利论坛开幕式，就治水合作提出三点建议。"
    assert told(advice) == {"何小江": ("市长", "出席")}


def test_a_named_meeting_chaired_after_a_tour_is_an_event_of_its_own():
    text = (
        "6月4日，县委书记段一文来到经开区宏达铸造厂，看望慰问一线职工。县委常委尹一红一同慰问。\n"
        "当天下午，段一文还主持召开县委常委会会议，研究防汛工作。"
    )
    assert {(name, event) for name, _, event in happened(text)} == {
        ("段一文", "看望慰问一线职工"),
        ("段一文", "县委常委会会议"),
        ("尹一红", "看望慰问一线职工"),
    }


def test_parts_of_a_meeting_arrangements_made_and_farewells():
    text = (
        "6月4日，市妇联九届五次执委会议召开。市妇联主席万一华作工作报告，副主席金一玲、罗敏分别主持各阶段会议，"
        "副市长孟一凡就消防工作作具体安排。"
    )
    assert {(name, event) for name, _, event in happened(text)} == {
        (name, "市妇联九届五次执委会议") for name in ("万一华", "金一玲", "罗敏", "孟一凡")
    }
    farewell = "6月3日上午，刘一刚同志追悼会在市殡仪馆举行。市委书记沈一国、副市长白一燕送别刘一刚同志。"
    assert [(name, roles) for name, roles, _ in happened(farewell)] == [("沈一国", "送别"), ("白一燕", "送别")]


def test_a_meeting_on_what_a_tour_was_about_and_bare_verbs():
    text = (
        "6月3日，市长高一远深入云山区调研文旅项目建设。随后，高一远主持召开文旅项目推进会。\n"
        "防汛应急演练在青龙水库举行。副市长丁一涛宣布演练开始，省应急厅副厅长侯一军现场观摩指导。"
    )
    assert {(name, event) for name, _, event in happened(text)} == {
        ("高一远", "调研文旅项目建设"),
        ("高一远", "文旅项目推进会"),
        ("丁一涛", "防汛应急演练"),
        ("侯一军", "防汛应急演练"),
    }
