/* daytext.h - a date as people write it, read from the start of a text.
 *
 *     "April 24, 2019 10:30 a.m. EDT"   "Wed, 24 Apr 2019 14:30:00 +0000"
 *     "2019-04-24T10:30:00Z"            "24.04.2019"      "4/24/2019"
 *
 * For lines that are nothing but a date (headers, date lines, datelines, meta
 * tags, URLs). Dates inside sentences are the business of annotate/.
 */
#pragma once
#include "base/calendar.h"
#include "report/kinds.h"

struct ng_written {
    int year; /* 0: not said */
    int month, day;
    int hour, minute, second; /* hour -1: no time of day */
    char zone[8];             /* "Z", "+09:00", or empty */
};

/* Number of bytes read, 0: s does not start with a date. */
size_t ng_read_day(ng_str s, struct ng_written *w);

/* "2019-04-24T10:30:00Z" or "2019-04-24"; needs the year. */
ng_str ng_written_text(const struct ng_written *w, struct ng_arena *a);

/* The day in the path of a URL: /2019/04/24/ or /2019-04-24 or 20190424. */
bool ng_day_of_url(ng_str url, ng_day *day);
