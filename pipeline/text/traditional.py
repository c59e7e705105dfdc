"""Write Chinese words of rule files in traditional characters too.

Rule files have simplified characters. The table has those that their words use and that differ.
"""

SIMPLIFIED = (
    "仅仓们体养写决净剧办动区医厂厅员周团园图场学实对岗弹总户择据数无时机楼没洁温灵点现监绝线纯终结职药"
    "营观训访诊试该谢负责贴车轮远连选铺银长门间队随须馆驻验云产书业从个两为务发电东经网设议运还这进问题会"
    "关内参当头术疗补决与宾处举别样师华广诸"
)
TRADITIONAL = (
    "僅倉們體養寫決淨劇辦動區醫廠廳員週團園圖場學實對崗彈總戶擇據數無時機樓沒潔溫靈點現監絕線純終結職藥"
    "營觀訓訪診試該謝負責貼車輪遠連選鋪銀長門間隊隨須館駐驗雲產書業從個兩為務發電東經網設議運還這進問題會"
    "關內參當頭術療補決與賓處舉別樣師華廣諸"
)
_TABLE = str.maketrans(SIMPLIFIED, TRADITIONAL)


def traditional(words: str) -> str:
    """Return words in traditional characters: `远程办公` as `遠程辦公`."""
    return words.translate(_TABLE)
