/* stamp.h - a moment as pages and data sets write it.
 *
 *     2019-04-24T09:30:00+02:00    20190424    2019/04/24 9:30
 *     April 24, 2019 9:30 AM       24 Apr 2019    Wed, 24 Apr 2019 09:30:00 GMT
 *     24.04.2019    4/24/2019 (month first, unless that is impossible)
 *
 * The day is the one that is written, in whatever zone the writer sat.
 */
#pragma once
#include "base/calendar.h"

struct ng_stamp {
    ng_day day;
    bool has_time;
    char text[40]; /* ISO 8601: the day, with time and zone where they stand */
};

/* The first moment in s, which may stand in other words ("Updated on ..."). */
bool ng_stamp_parse(ng_str s, struct ng_stamp *stamp);

/* The day in the path of a URL: /2019/04/24/ /2019-04-24- /20190424/ */
bool ng_stamp_in_url(ng_str url, ng_day *day);
