"""Clean lines in seven languages, own text: sentences put together from slots, every one different."""

from itertools import islice, product

_ZH = (
    ("市政府", "县教育局", "省水利厅", "街道办事处", "区卫生健康委", "镇人民政府", "州财政局", "开发区管委会"),
    ("近日", "3月12日", "上周五", "今年以来", "“十四五”期间", "11月上旬"),
    ("组织开展了", "召开会议部署", "印发通知安排", "全面启动", "稳步推进", "联合督查"),
    ("防汛抗旱", "老旧小区改造", "义务教育招生", "秋粮收购", "森林防火", "医保经办服务", "农村公路养护", "食品安全抽检"),
    ("工作。", "工作，取得积极成效。", "工作（第2批），涉及12个乡镇。", "专项行动，覆盖率达到98.6%。"),
)  # fmt: skip
_SLOTS = {
    "zh-Hans": _ZH,
    "ja": (
        ("市役所は", "文部科学省は", "県の水道局は", "国土交通省は", "警察庁は", "厚生労働省は"),
        ("今月", "昨日、", "来年度から", "3月12日に", "先週の会議で"),
        ("新しい道路の", "学校給食の", "防災訓練の", "図書館サービスの", "ごみ収集の", "観光データの"),
        ("計画を", "予算を", "見直しを", "説明会を", "アンケート結果を"),
        ("発表しました。", "公開する予定です。", "決めた。", "検討している。"),
    ),
    "ko": (
        ("시청은", "교육부는", "수자원공사는", "구청은", "보건소는"),
        ("이번 달", "어제", "내년부터", "3월 12일", "지난 회의에서"),
        ("새 도로", "학교 급식", "재난 훈련", "도서관 서비스", "쓰레기 수거", "관광 자료"),
        ("계획을", "예산을", "개선안을", "설명회를", "조사 결과를"),
        ("발표했다.", "공개할 예정이다.", "결정했다.", "검토하고 있다."),
    ),
    "en": (
        ("The city council", "The ministry", "The water board", "A county office", "The agency"),
        ("announced", "published", "reviewed", "approved", "postponed"),
        ("a plan for", "the budget of", "new rules on", "a survey about", "the “pilot” for"),
        ("road repairs", "school meals", "flood drills", "library hours", "café licences — 2024"),
        ("on 12 March.", "last week.", "for the next year.", "after a public hearing…"),
    ),
    "fr": (
        ("La préfecture", "Le conseil régional", "L’agence de l’eau", "La mairie", "Le ministère"),
        ("a publié", "a présenté", "a reporté", "vient d’approuver", "étudie déjà"),
        ("un plan pour", "le budget des", "de nouvelles règles sur", "une enquête « pilote » sur"),
        ("les routes", "les écoles élémentaires", "la forêt brûlée", "les cantines où l’été"),
        ("le 12 août à Orléans.", "à l’issue du débat.", "dès l’année prochaine.", "ça et là."),
    ),
    "ru": (
        ("Городской совет", "Министерство", "Водная служба", "Администрация района", "Агентство"),
        ("опубликовало", "рассмотрело", "утвердило", "отложило", "представило"),
        ("план для", "бюджет на", "новые правила про", "отчёт «пилот» про"),
        ("ремонт дорог", "школьное питание", "учения", "работу библиотек", "вывоз мусора"),
        ("12 марта.", "на прошлой неделе.", "на будущий год.", "после слушаний…"),
    ),
}  # fmt: skip


def lines(language: str, number: int) -> list[str]:
    """The first ``number`` different lines of a language, varied by figures where the slots run out."""
    made = (
        "".join(parts) if language in ("zh-Hans", "ja") else " ".join(parts)
        for parts in product(*_SLOTS[language])
    )
    first = list(islice(made, number))
    number -= len(first)
    return first + [
        f"{n}. {first[n % len(first)]}（{n}）"
        if language == "zh-Hans"
        else f"{n}) {first[n % len(first)]}"
        for n in range(number)
    ]
