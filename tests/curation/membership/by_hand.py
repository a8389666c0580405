"""The panel from 2001 to 2026, computed by hand.

Worked out from the dates of the timeline (fixtures/membership-timeline) with a calendar, not with
the code. “2005-2016 observer” is what the cells of these years say; a year has 365 days, 2004,
2012, 2016, 2020 and 2024 have 366.
"""

RULES = ("any", "all", "first", "last", "majority")

# The organization was established on 2001-06-15: on 1 January 2001 there was none, and 200 days of
# that year were left, from 15 June (16 + 31 + 31 + 30 + 31 + 30 + 31).
BY_HAND = {
    # China: founder, full member since 2001-06-15.
    "china": {
        "any": ["2001-2026 full-member"],
        "all": ["2001 mixed", "2002-2026 full-member"],
        "first": ["2001 no-organization", "2002-2026 full-member"],
        "last": ["2001-2026 full-member"],
        "majority": ["2001-2026 full-member"],  # 200 days of 365
    },
    # India: observer 2005-07-05 to 2017-06-08, full member since 2017-06-09.
    "india": {
        "any": ["2001-2004 known-none", "2005-2016 observer", "2017-2026 full-member"],
        "all": [
            "2001-2004 known-none", "2005 mixed", "2006-2016 observer", "2017 mixed",
            "2018-2026 full-member",
        ],
        "first": [
            "2001 no-organization", "2002-2005 known-none", "2006-2017 observer",
            "2018-2026 full-member",
        ],
        "last": ["2001-2004 known-none", "2005-2016 observer", "2017-2026 full-member"],
        # 2005: 180 days as an observer (27 + 31 + 30 + 31 + 30 + 31), 185 before it, the more.
        # 2017: 159 days as an observer, 206 as a full member.
        "majority": ["2001-2005 known-none", "2006-2016 observer", "2017-2026 full-member"],
    },
    # Iran: observer 2005-07-05 to 2023-07-03, full member since 2023-07-04.
    "iran": {
        "any": ["2001-2004 known-none", "2005-2022 observer", "2023-2026 full-member"],
        "all": [
            "2001-2004 known-none", "2005 mixed", "2006-2022 observer", "2023 mixed",
            "2024-2026 full-member",
        ],
        "first": [
            "2001 no-organization", "2002-2005 known-none", "2006-2023 observer",
            "2024-2026 full-member",
        ],
        "last": ["2001-2004 known-none", "2005-2022 observer", "2023-2026 full-member"],
        # 2023: 184 days as an observer (181 to the end of June, and 3), 181 as a full member.
        "majority": ["2001-2005 known-none", "2006-2023 observer", "2024-2026 full-member"],
    },
    # Belarus: dialogue partner from some day of April 2010 (certain from the 30th) to 2015-07-09,
    # observer 2015-07-10 to 2024-07-03, full member since 2024-07-04.
    "belarus": {
        "any": [
            "2001-2009 known-none", "2010-2014 dialogue-partner", "2015-2023 observer",
            "2024-2026 full-member",
        ],
        # 2010: not before April, so certainly not on every day.
        "all": [
            "2001-2009 known-none", "2010 mixed", "2011-2014 dialogue-partner", "2015 mixed",
            "2016-2023 observer", "2024 mixed", "2025-2026 full-member",
        ],
        "first": [
            "2001 no-organization", "2002-2010 known-none", "2011-2015 dialogue-partner",
            "2016-2024 observer", "2025-2026 full-member",
        ],
        "last": [
            "2001-2009 known-none", "2010-2014 dialogue-partner", "2015-2023 observer",
            "2024-2026 full-member",
        ],
        # 2010: 246 certain days (1 in April, 245 after). 2015: 190 days as a dialogue partner
        # (181 to the end of June, and 9). 2024: 185 of 366 days as an observer (182, and 3).
        "majority": [
            "2001-2009 known-none", "2010-2015 dialogue-partner", "2016-2024 observer",
            "2025-2026 full-member",
        ],
    },
    # Afghanistan: observer 2012-06-07 to 2025-08-31, SCO partner since 2025-09-01.
    "afghanistan": {
        "any": ["2001-2011 known-none", "2012-2024 observer", "2025-2026 sco-partner"],
        "all": [
            "2001-2011 known-none", "2012 mixed", "2013-2024 observer", "2025 mixed",
            "2026 sco-partner",
        ],
        "first": [
            "2001 no-organization", "2002-2012 known-none", "2013-2025 observer",
            "2026 sco-partner",
        ],
        "last": ["2001-2011 known-none", "2012-2024 observer", "2025-2026 sco-partner"],
        # 2012: 208 of 366 days (24 + 31 + 31 + 30 + 31 + 30 + 31). 2025: 243 days as an observer.
        "majority": ["2001-2011 known-none", "2012-2025 observer", "2026 sco-partner"],
    },
    # Mongolia: observer 2004-06-17 to 2025-08-31, SCO partner since 2025-09-01.
    "mongolia": {
        "any": ["2001-2003 known-none", "2004-2024 observer", "2025-2026 sco-partner"],
        "all": [
            "2001-2003 known-none", "2004 mixed", "2005-2024 observer", "2025 mixed",
            "2026 sco-partner",
        ],
        "first": [
            "2001 no-organization", "2002-2004 known-none", "2005-2025 observer",
            "2026 sco-partner",
        ],
        "last": ["2001-2003 known-none", "2004-2024 observer", "2025-2026 sco-partner"],
        # 2004: 198 of 366 days (14 + 31 + 31 + 30 + 31 + 30 + 31).
        "majority": ["2001-2003 known-none", "2004-2025 observer", "2026 sco-partner"],
    },
    # Laos: SCO partner since 2025-09-01, 122 days of that year (30 + 31 + 30 + 31).
    "laos": {
        "any": ["2001-2024 known-none", "2025-2026 sco-partner"],
        "all": ["2001-2024 known-none", "2025 mixed", "2026 sco-partner"],
        "first": ["2001 no-organization", "2002-2025 known-none", "2026 sco-partner"],
        "last": ["2001-2024 known-none", "2025-2026 sco-partner"],
        "majority": ["2001-2025 known-none", "2026 sco-partner"],
    },
}  # fmt: skip

# Correlates of War: 1 full member, 2 dialogue partner and SCO partner, 3 observer, 0 known-none.
CODES_BY_HAND = {
    "china": ["2001-2026 1"],
    "india": ["2001-2004 0", "2005-2016 3", "2017-2026 1"],
    "iran": ["2001-2004 0", "2005-2022 3", "2023-2026 1"],
    "belarus": ["2001-2009 0", "2010-2014 2", "2015-2023 3", "2024-2026 1"],
    "afghanistan": ["2001-2011 0", "2012-2024 3", "2025-2026 2"],
    "mongolia": ["2001-2003 0", "2004-2024 3", "2025-2026 2"],
    "laos": ["2001-2024 0", "2025-2026 2"],
}

# Accessions, by the rule of any day: India 2015-07-10 to 2017-06-08, Iran 2021-09-17 to
# 2023-07-03, Belarus 2022-09-16 to 2024-07-03. Afghanistan is inactive since some day from
# September 2021 on; no source says what happened on that day, so that it is certain only since
# 2024-06-11 to 2024-06-13, the days for which the article attests it, and possible after.
OVERLAYS_BY_HAND = {
    "china": {},
    "india": {"process": "2015-2017"},
    "iran": {"process": "2021-2023"},
    "belarus": {"process": "2022-2024"},
    "afghanistan": {"activity_possible": "2021-2023 2025-2026", "activity": "2024-2024"},
    "mongolia": {},
    "laos": {},
}
