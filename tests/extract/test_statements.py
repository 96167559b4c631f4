import datetime as dt

from briefing.config import ExtractConfig
from briefing.extract.statements import find
from briefing.model import Article, Context
from briefing.passage import Passage
from briefing.text import parse


def article_of(*paragraphs, **fields):
    page = "\n".join(paragraphs)
    at = 0
    printed = []
    for paragraph in paragraphs:
        printed.append(Passage.of(page, "p", at, at + len(paragraph)))
        at += len(paragraph) + 1
    return Article(id="a", paragraphs=tuple(printed), **fields)


def read(*paragraphs, parent=None):
    article = article_of(*paragraphs)
    found = find(article, parse(article), ExtractConfig(), Context(date=dt.date(2024, 7, 8), parent=parent))
    return [(each.speaker.text, each.verb.text, each.text.text) for each in found]


LEAD = "7月5日，全市安全生产工作会议召开。市长周海燕出席会议并讲话，副市长高强主持会议。"


def test_what_the_meeting_stressed_belongs_to_the_meeting():
    assert read(LEAD, "会议强调，要压实责任。会议还要求，各级要加强值守。") == [
        ("会议", "强调", "要压实责任。"),
        ("会议", "要求", "各级要加强值守。"),
    ]


def test_demands_that_follow_go_on_with_the_speaker_and_narrative_does_not():
    assert read(LEAD, "周海燕强调，安全是底线。要开展排查。全市有企业1200家，是重要力量。要严格执法。") == [
        ("周海燕", "强调", "安全是底线。"),
        ("周海燕", "强调", "要开展排查。"),
        ("周海燕", "强调", "要严格执法。"),
    ]


def test_a_new_subject_ends_the_speech():
    assert read(LEAD, "周海燕强调，要严格执法。会上，市应急局作了汇报，要点有三。") == [
        ("周海燕", "强调", "要严格执法。")
    ]


def test_pronoun_and_dropped_subject():
    lead = "7月5日，市长周海燕到临港新区调研，强调要加快建设。"
    assert read(lead, "周海燕察看了工地。她指出，项目是生命线。") == [
        ("周海燕", "强调", "要加快建设。"),
        ("周海燕", "指出", "项目是生命线。"),
    ]


def test_the_words_of_guests_and_interviewees_are_nobody_elses():
    assert read(LEAD, "“很感动。”某某公司董事长何梅深有感触。她表示，要继续努力。") == []


def test_a_sidebar_speaks_of_the_meeting_of_its_article():
    parent = article_of(LEAD)
    sidebar = article_of("会议要求，要稳住基本盘，深入开展招商活动。")
    (found,) = find(sidebar, parse(sidebar), ExtractConfig(), Context(parent=parent))
    assert found.by_meeting
    assert found.event is not None
    assert found.event.text == "全市安全生产工作会议"


def test_statements_are_printed_words():
    article = article_of(LEAD, "周海燕强调，要严格执法。")
    page = "\n".join(paragraph.text for paragraph in article.paragraphs)
    for statement in find(article, parse(article), ExtractConfig(), Context()):
        assert "".join(page[span.start : span.end] for span in statement.text.spans) == statement.text.text


def test_endless_adverbs_are_read_in_no_time():
    assert read(LEAD, "会议" + "对甲乙代表甲乙" * 3000) == []


def test_speech_told_in_other_ways():
    assert read(LEAD, "周海燕对安全生产工作予以肯定，她指出，形势总体平稳。") == [("周海燕", "指出", "形势总体平稳。")]
    assert read(LEAD, "周海燕在检查时强调，要压实责任。") == [("周海燕", "强调", "要压实责任。")]
    assert read(LEAD, "周海燕希望企业家们坚定信心。") == [("周海燕", "希望", "企业家们坚定信心。")]
    assert read(LEAD, "会议学习了有关文件，要求各单位把责任压实。") == [("会议", "要求", "各单位把责任压实。")]
