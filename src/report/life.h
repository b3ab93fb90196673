/* life.h - how far a story is, and what it weighs among others.
 *
 *     born ── confirmed ──── peak ── last ···· dormant ········ closed
 *       new      active                  3 days        14 days
 *
 * All days are facts of the reports: "today" is the newest day that reports of
 * the store tell of (that of the second newest report, so that one wrong date
 * ages nothing), not that of a clock. A story that is closed gets no more
 * reports: what comes later on the same matter is a sequel (engine/beside.h).
 *
 * The rank of a story is a sum, and each of its parts is shown.
 */
#pragma once
#include "base/calendar.h"
#include "base/hash.h"
#include "text/json.h"

/* Of one story, as the store counts them. Days are NG_NO_DAY if not known. */
struct ng_story_facts {
    ng_id id;
    ng_str title;
    ng_days span;
    ng_day today;
    ng_day confirmed; /* two independent reports were there */
    ng_day peak;      /* most of its reports came; the first of such days */
    uint32_t reports, independent, outlets;
    uint32_t recent; /* reports of today and the day before */
};

enum ng_life_phase {
    NG_LIFE_NEW,
    NG_LIFE_ACTIVE,
    NG_LIFE_DORMANT,
    NG_LIFE_CLOSED,
    NG_LIFE_PHASES
};
ng_str
ng_life_phase_name(enum ng_life_phase phase); /* new active dormant closed */
struct ng_life {
    enum ng_life_phase phase;
    ng_day dormant, closed; /* since then; NG_NO_DAY: it is not */
};
struct ng_life ng_life_of(const struct ng_story_facts *f);

enum ng_rank_part { /* what each adds */
                    NG_RANK_INDEPENDENT,
                    NG_RANK_OUTLETS,
                    NG_RANK_RECENT,
                    NG_RANK_FRESH,
                    NG_RANK_PARTS
};
ng_str ng_rank_part_name(enum ng_rank_part part);
struct ng_rank {
    float score, part[NG_RANK_PARTS];
};
struct ng_rank ng_rank_of(const struct ng_story_facts *f);

/* {"v","id","title","reports","independent","outlets","recent","life":{"phase",
 * "today","born","confirmed","peak","last","dormant","closed"},"rank":{"score",
 * "independent","outlets","recent","fresh"}} */
void ng_json_ranked(struct ng_json *j, const struct ng_story_facts *f);
