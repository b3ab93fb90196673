#include "store/inside.h"
#include "store/moves.h"

/* ---- ids -------------------------------------------------------------- */

/* Where the ids of each kind stand. Places have none: see find_place. */
static const struct {
    char letter;
    const char *name;
    const char *find;  /* ids from ?1 on, before ?2 */
    const char *story; /* the story of id ?1 */
} kinds[] = {
    {'r', "report",
     "SELECT DISTINCT id FROM report WHERE id >= ?1 AND id < ?2 "
     "ORDER BY id LIMIT 2",
     "SELECT story FROM report WHERE id = ?1"},
    {'s', "story",
     "SELECT DISTINCT id FROM story WHERE id >= ?1 AND id < ?2 "
     "ORDER BY id LIMIT 2",
     "SELECT id FROM story WHERE id = ?1"},
    {'e', "event",
     "SELECT DISTINCT id FROM event WHERE id >= ?1 AND id < ?2 "
     "ORDER BY id LIMIT 2",
     "SELECT s.id FROM event x JOIN story s ON s.nr = x.of WHERE x.id = ?1 "
     "ORDER BY s.id LIMIT 1"},
    {'y', "saying",
     "SELECT DISTINCT id FROM saying WHERE id >= ?1 AND id < ?2 "
     "ORDER BY id LIMIT 2",
     "SELECT r.story FROM saying x JOIN report r ON r.nr = x.of "
     "WHERE x.id = ?1 LIMIT 1"},
    {'n', "entity",
     "SELECT DISTINCT id FROM entity WHERE id >= ?1 AND id < ?2 "
     "ORDER BY id LIMIT 2",
     "SELECT r.story FROM entity x JOIN report r ON r.nr = x.of "
     "WHERE x.id = ?1 AND r.story IS NOT NULL "
     "GROUP BY r.story ORDER BY sum(x.mentions) DESC, r.story LIMIT 1"},
    {'d', "disagreement",
     "SELECT DISTINCT id FROM disagreement WHERE id >= ?1 AND id < ?2 "
     "ORDER BY id LIMIT 2",
     "SELECT s.id FROM disagreement x JOIN story s ON s.nr = x.of "
     "WHERE x.id = ?1 ORDER BY s.id LIMIT 1"},
    {'c', "change",
     "SELECT DISTINCT id FROM change WHERE id >= ?1 AND id < ?2 "
     "ORDER BY id LIMIT 2",
     "SELECT s.id FROM change x JOIN story s ON s.nr = x.of "
     "WHERE x.id = ?1 ORDER BY s.id LIMIT 1"},
    {'p', "place", NULL,
     "SELECT r.story FROM entity x JOIN report r ON r.nr = x.of "
     "WHERE x.geonameid = ?1 AND x.geonameid > 0 AND r.story IS NOT NULL "
     "GROUP BY r.story ORDER BY sum(x.mentions) DESC, r.story LIMIT 1"},
};
enum { KINDS = sizeof kinds / sizeof *kinds };

static int kind_of(char letter)
{
    for (int i = 0; i < KINDS; i++)
        if (kinds[i].letter == letter)
            return i;
    return -1;
}

/* The places are few: run over their numbers. Counts those that match, up to
 * two; the number of the first goes to *geonameid. */
static int find_place(struct ng_store *st, ng_str prefix, ng_id *id,
                      uint32_t *geonameid, unsigned *found)
{
    sqlite3_stmt *s = ng_sql_once(st, "SELECT DISTINCT geonameid FROM entity "
                                      "WHERE geonameid > 0");
    int rc = SQLITE_ERROR;
    *found = 0;
    while (s && *found < 2 && (rc = sqlite3_step(s)) == SQLITE_ROW) {
        uint32_t number = (uint32_t)sqlite3_column_int64(s, 0);
        ng_id place = ng_place_id(number);
        if (!ng_str_starts(ng_id_str(&place), prefix))
            continue;
        *found += 1;
        *id = place;
        *geonameid = number;
    }
    sqlite3_finalize(s);
    return rc;
}

static int find_kind(struct ng_store *st, int kind, ng_str prefix, ng_id *id,
                     unsigned *found)
{
    sqlite3_stmt *s = ng_sql_once(st, kinds[kind].find);
    char end[NG_ID_CHARS + 1] = {0};
    int rc = SQLITE_ERROR;
    memcpy(end, prefix.p, prefix.n);
    end[prefix.n - 1]++; /* the first text that does not begin so */
    *found = 0;
    if (s) {
        sqlite3_bind_text(s, 1, prefix.p, (int)prefix.n, SQLITE_STATIC);
        sqlite3_bind_text(s, 2, end, (int)prefix.n, SQLITE_STATIC);
    }
    while (s && (rc = sqlite3_step(s)) == SQLITE_ROW)
        if (!(*found)++)
            *id = ng_sql_id(s, 0);
    sqlite3_finalize(s);
    return rc;
}

ng_status ng_store_find_id(struct ng_store *st, ng_str prefix, ng_id *id,
                           struct ng_err *err)
{
    unsigned found = 0;
    uint32_t number;
    int kind = prefix.n ? kind_of(prefix.p[0]) : -1;
    if (kind < 0 || prefix.n > NG_ID_CHARS)
        return ng_fail(err, NG_NOTHING, 0,
                       "\"%.*s\" is no id: ids begin with one of r s e y n p "
                       "d c and have %d characters",
                       prefix.n > 40 ? 40 : (int)prefix.n, prefix.p,
                       NG_ID_CHARS);
    int rc = kinds[kind].find ? find_kind(st, kind, prefix, id, &found)
                              : find_place(st, prefix, id, &number, &found);
    if (rc != SQLITE_ROW && rc != SQLITE_DONE)
        return ng_sql_status(st, rc, err);
    if (found == 0 && prefix.p[0] == 's')
        return ng_moved_to(st, prefix, id, err);
    if (found == 0)
        return ng_fail(err, NG_NOTHING, 0, "no %s has an id that begins " PRS,
                       kinds[kind].name, PRS_ARG(prefix));
    if (found > 1)
        return ng_fail(err, NG_USAGE, 0,
                       "several ids begin with " PRS "; give more of it",
                       PRS_ARG(prefix));
    return NG_OK;
}

ng_status ng_store_story_of(struct ng_store *st, ng_id id, ng_id *story,
                            struct ng_err *err)
{
    int kind = kind_of(id.c[0]);
    uint32_t number = 0;
    unsigned found = 0;
    if (kind < 0)
        return ng_fail(err, NG_NOTHING, 0, "%s is no id", id.c);
    if (id.c[0] == 'p')
        find_place(st, ng_id_str(&id), &id, &number, &found);
    sqlite3_stmt *s = ng_sql_once(st, kinds[kind].story);
    if (!s)
        return ng_sql_status(st, ng_sql_why(st), err);
    if (id.c[0] == 'p')
        sqlite3_bind_int64(s, 1, number);
    else
        sqlite3_bind_text(s, 1, id.c, -1, SQLITE_STATIC);
    int rc = sqlite3_step(s);
    ng_id got = rc == SQLITE_ROW ? ng_sql_id(s, 0) : (ng_id){0};
    sqlite3_finalize(s);
    if (rc != SQLITE_ROW && rc != SQLITE_DONE)
        return ng_sql_status(st, rc, err);
    if (!got.c[0])
        return ng_fail(err, NG_NOTHING, 0, "%s %s is in no story%s",
                       kinds[kind].name, id.c,
                       ng_store_settled(st) ? ""
                                            : " yet: the store is unsettled, "
                                              "nutgraf add settles it");
    *story = got;
    return NG_OK;
}
