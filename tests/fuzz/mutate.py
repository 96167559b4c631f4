"""Inputs made wrong in a seeded way: bytes, Chinese text, JSON and TOML."""

import copy
import json
import random

# What breaks parsers of text: controls, directions, half pairs, full-width forms, quotes and brackets left open,
# numbers and dates beyond sense, markup, paths, headers, templates, words that the program looks for.
TOKENS = (
    *("\0", "\x1b[31m", "\u202e", "\u2028", "\u200b", "\ufeff", "\u3000", "\r", "\t", "\f", "\x85", "\ud800"),
    *("“", "”", "‘", "（", "）", "《", "》", "【", "「", "〈", "『", "……", "——", "。。。", "；；", "：：", "，，", "、"),
    *("９９９９９９９９９９９９９９９９９９９９亿元", "1e999", "-0", "0.0.0.0", "1,2,3,4", "增长百分之无穷", "同比增长0倍", "千分之", "万亿万亿"),
    *("2024年13月45日", "公元前1年", "９９９９年２月３０日", "0000年0月0日", "星期八", "上午下午", "昨天今天明天", "廿卅卌"),
    *("<script>alert(1)</script>", "]]>", "<!--", "&#0;", "&lt;", "{{7*7}}", "{% raw %}", "%s%n", "${HOME}", "`id`"),
    *("../../../etc/passwd", "/dev/null", "file:///etc/hostname", "http://127.0.0.1:9/x.png", "C:\\con", "\r\nBcc: a@b.c\r\n"),
    *("下转第2版", "上接第1版", "本报讯（记者 ）", "新华社电", "责编：", "图/文", "第01版", "邮箱：x@y", "■", "●", "一、", "（一）", "1."),
    *("市委书记", "主持会议并讲话", "强调，", "指出：“", "出席", "陪同", "𠮷", "İ", "ß", "ﬁ", "①", "㎡", "％", "Ａ", "🀄", "e\u0301" * 9),
    *("水" * 400, "，" * 300, "（" * 200, "“" * 200, "9" * 500, " " * 500, "\n" * 200, "a" * 600, "《" * 90 + "》" * 90),
)
VALUES = (None, True, False, 0, -1, 1, 10**30, 1e308, float("nan"), "", "x", "水" * 300, [], {}, [[]], [None], {"": None}, [0, "0"])
# Quadratic steps show at this length within the limit of time; longer inputs are slow to try, not different.
LONGEST = 6_000


def mutated_bytes(seed, dice, others=()):
    """Bytes with a few runs changed, doubled, cut, or taken from another input."""
    data = bytearray(seed)
    for _ in range(dice.choice((1, 1, 2, 3, 6, 20))):
        at = dice.randrange(len(data) + 1)
        size = dice.choice((1, 1, 2, 4, 16, 200))
        choice = dice.randrange(8)
        if choice == 0 and data:
            data[min(at, len(data) - 1)] ^= 1 << dice.randrange(8)
        elif choice == 1:
            del data[at : at + size]
        elif choice == 2:
            data[at:at] = dice.randbytes(size)
        elif choice == 3:
            data[at:at] = data[at : at + size] * dice.choice((1, 3, 30))
        elif choice == 4:
            data[at : at + size] = dice.choice(TOKENS).encode(dice.choice(("utf-8", "gb18030", "utf-16-le")), "replace")
        elif choice == 5 and others:
            other = dice.choice(others)
            start = dice.randrange(len(other) + 1)
            data[at:at] = other[start : start + dice.choice((10, 200, 2000))]
        elif choice == 6:
            data = data[: max(at, 1)]
        else:
            data[at : at + 1] = bytes([dice.choice((0, 9, 10, 13, 32, 34, 40, 60, 92, 127, 128, 255))])
    return bytes(data[:LONGEST])


def mutated_text(seed, dice, others=()):
    """Text with marks, lines, numbers and names moved, doubled, dropped or replaced."""
    text = seed
    for _ in range(dice.choice((1, 2, 3, 6, 15))):
        at = dice.randrange(len(text) + 1)
        size = dice.choice((1, 2, 5, 20, 200))
        choice = dice.randrange(9)
        if choice == 0:
            text = text[:at] + dice.choice(TOKENS) + text[at:]
        elif choice == 1:
            text = text[:at] + dice.choice(TOKENS) + text[at + size :]
        elif choice == 2:
            text = text[:at] + text[at + size :]
        elif choice == 3:
            text = text[:at] + text[at : at + size] * dice.choice((2, 3, 20)) + text[at + size :]
        elif choice == 4:
            lines = text.split("\n")
            dice.shuffle(lines)
            text = "\n".join(lines)
        elif choice == 5:
            text = text.replace("\n", dice.choice(("", " ", "\r\n", "\n\n", "\u2028")))
        elif choice == 6:
            mark = dice.choice("，。；：、“”（）\n 0123456789年月日市")
            text = text.replace(mark, dice.choice(("", mark * 2, *TOKENS[:30])))
        elif choice == 7 and others:
            other = dice.choice(others)
            start = dice.randrange(len(other) + 1)
            text = text[:at] + other[start : start + dice.choice((10, 100, 800))] + text[at:]
        else:
            text = "\n".join(line[dice.randrange(3) :] for line in text.split("\n"))
    return text[:LONGEST]


def mutated_json(value, dice):
    """A JSON value with a few of its nodes dropped, renamed, retyped, doubled or filled with the unexpected."""
    value = copy.deepcopy(value)
    for _ in range(dice.choice((1, 1, 2, 4))):
        holder, key = _node(value, dice)
        if holder is None:
            return dice.choice(VALUES)
        choice = dice.randrange(6)
        if choice == 0:
            del holder[key]
        elif choice == 1:
            holder[key] = dice.choice(VALUES)
        elif choice == 2 and isinstance(holder[key], str):
            holder[key] = mutated_text(holder[key], dice)
        elif choice == 3 and isinstance(holder[key], int):
            holder[key] = dice.choice((-1, 0, holder[key] + 1, 10**12, str(holder[key])))
        elif choice == 4 and isinstance(holder, list):
            holder.insert(dice.randrange(len(holder) + 1), copy.deepcopy(holder[key]))
        elif isinstance(holder, dict):
            holder[dice.choice(("id", "text", "spans", "", "__proto__", "水"))] = holder.pop(key)
    return value


def json_bytes(value, dice):
    """The value as JSON, sometimes torn."""
    data = json.dumps(value, ensure_ascii=dice.random() < 0.3).encode("utf-8", "surrogatepass")
    return mutated_bytes(data, dice) if dice.random() < 0.2 else data


def mutated_toml(seed, dice):
    """Settings with lines dropped, doubled, moved, and values that are not meant for them."""
    lines = seed.split("\n")
    for _ in range(dice.choice((1, 2, 3, 8))):
        at = dice.randrange(len(lines))
        key = lines[at].partition("=")[0]
        choice = dice.randrange(6)
        if choice == 0:
            lines.insert(at, lines[dice.randrange(len(lines))])
        elif choice == 1:
            del lines[at : at + 1]
            lines = lines or [""]
        elif choice == 2 and "=" in lines[at]:
            lines[at] = f"{key}= {dice.choice(_TOML_VALUES)}"
        elif choice == 3 and "=" in lines[at]:
            lines[at] = f"{key}= {json.dumps(dice.choice(TOKENS), ensure_ascii=True)}"
        elif choice == 4:
            lines[at] = mutated_text(lines[at], dice)
        elif "=" in lines[at]:
            lines[at] = f"{key}x =" + lines[at].partition("=")[2]
    return "\n".join(lines)


_TOML_VALUES = (
    *("0", "-1", "1", "3", "1000000", "99999999999999999999", "0.5", "-0.1", "nan", "inf", "true", "false", '""', '"x"', "[]"),
    *('["x"]', "[1]", "{}", "{a = 1}", "1979-05-27", "07:32:00", '"\\u0000"', '"../.."', '["pdf", "exe"]', '["txt", "txt"]', "[[]]"),
)


def _node(value, dice):
    """A holder and a key in it, somewhere in the tree."""
    holder, key, here = None, None, value
    while isinstance(here, (dict, list)) and here:
        holder = here
        key = dice.choice(list(here)) if isinstance(here, dict) else dice.randrange(len(here))
        here = here[key]
        if dice.random() < 0.15:
            break
    return holder, key


def dice_of(*parts):
    """The dice of one input: the same parts give the same throws on any machine."""
    return random.Random("/".join(map(str, parts)))
