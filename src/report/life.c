#include "report/life.h"

#include <math.h>

enum { NEW_DAYS = 1, ACTIVE_DAYS = 3, OPEN_DAYS = 14 };
/* What the logarithm of each count adds, and what a story of today has for
 * being fresh, which halves every two days. */
static const float of_independent = 1, of_outlets = .4f, of_recent = .8f,
                   of_fresh = 2, half_life = 2;

ng_str ng_life_phase_name(enum ng_life_phase phase)
{
    static const ng_str names[] = {S("new"), S("active"), S("dormant"),
                                   S("closed")};
    return names[phase];
}

ng_str ng_rank_part_name(enum ng_rank_part part)
{
    static const ng_str names[] = {S("independent"), S("outlets"), S("recent"),
                                   S("fresh")};
    return names[part];
}

struct ng_life ng_life_of(const struct ng_story_facts *f)
{
    struct ng_life l = {.dormant = NG_NO_DAY, .closed = NG_NO_DAY};
    if (f->span.last == NG_NO_DAY || f->today == NG_NO_DAY)
        return l;
    int32_t quiet = f->today - f->span.last;
    if (quiet > ACTIVE_DAYS)
        l.dormant = f->span.last + ACTIVE_DAYS + 1;
    if (quiet > OPEN_DAYS)
        l.closed = f->span.last + OPEN_DAYS + 1;
    l.phase =
        quiet > OPEN_DAYS     ? NG_LIFE_CLOSED
        : quiet > ACTIVE_DAYS ? NG_LIFE_DORMANT
        : f->span.first != NG_NO_DAY && f->today - f->span.first > NEW_DAYS
            ? NG_LIFE_ACTIVE
            : NG_LIFE_NEW;
    return l;
}

struct ng_rank ng_rank_of(const struct ng_story_facts *f)
{
    struct ng_rank r = {0};
    float quiet = 8 * half_life; /* of a story without a day */
    if (f->span.last != NG_NO_DAY && f->today != NG_NO_DAY)
        quiet = f->today > f->span.last ? (float)(f->today - f->span.last) : 0;
    r.part[NG_RANK_INDEPENDENT] =
        of_independent * log2f(1 + (float)f->independent);
    r.part[NG_RANK_OUTLETS] = of_outlets * log2f(1 + (float)f->outlets);
    r.part[NG_RANK_RECENT] = of_recent * log2f(1 + (float)f->recent);
    r.part[NG_RANK_FRESH] = of_fresh * exp2f(-quiet / half_life);
    for (int i = 0; i < NG_RANK_PARTS; i++)
        r.score += r.part[i];
    return r;
}

static void put_day(struct ng_json *j, const char *key, ng_day day)
{
    char buf[16];
    ng_json_key_str(j, key, ng_day_text(day, buf));
}

static void put_count(struct ng_json *j, const char *key, uint32_t n)
{
    ng_json_key(j, key);
    ng_json_int(j, n);
}

void ng_json_ranked(struct ng_json *j, const struct ng_story_facts *f)
{
    struct ng_life l = ng_life_of(f);
    struct ng_rank r = ng_rank_of(f);
    ng_json_begin(j, '{');
    put_count(j, "v", 1);
    ng_json_key_str(j, "id", ng_id_str(&f->id));
    ng_json_key_str(j, "title", f->title);
    put_count(j, "reports", f->reports);
    put_count(j, "independent", f->independent);
    put_count(j, "outlets", f->outlets);
    put_count(j, "recent", f->recent);
    ng_json_key(j, "life");
    ng_json_begin(j, '{');
    ng_json_key_str(j, "phase", ng_life_phase_name(l.phase));
    put_day(j, "today", f->today);
    put_day(j, "born", f->span.first);
    put_day(j, "confirmed", f->confirmed);
    put_day(j, "peak", f->peak);
    put_day(j, "last", f->span.last);
    put_day(j, "dormant", l.dormant);
    put_day(j, "closed", l.closed);
    ng_json_end(j, '}');
    ng_json_key(j, "rank");
    ng_json_begin(j, '{');
    ng_json_key(j, "score");
    ng_json_num(j, (double)r.score, 3);
    for (int i = 0; i < NG_RANK_PARTS; i++) {
        ng_json_key(j, ng_rank_part_name((enum ng_rank_part)i).p);
        ng_json_num(j, (double)r.part[i], 3);
    }
    ng_json_end(j, '}');
    ng_json_end(j, '}');
}
