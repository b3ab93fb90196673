/* fix_read.c - what a person asks for, as a correction, with all that it needs
 * to hold later: reports and keys in place of ids that settling gives out. */
#include "engine/fix.h"

struct reading {
    struct ng_store *st;
    struct ng_fix *fix;
    const ng_str *of;
    size_t n;
    struct ng_arena *a;
    struct ng_batch batch; /* of one story */
};

static void add_part(struct reading *x, unsigned side, ng_id id, ng_str text,
                     ng_range at)
{
    *ng_push(&x->fix->parts, x->a) =
        (struct ng_fix_part){side, id, ng_str_copy(text, x->a), at};
}

static ng_status find(struct reading *x, size_t i, ng_id *id,
                      struct ng_err *err)
{
    struct ng_err why = {0};
    ng_status status = ng_store_find_id(x->st, x->of[i], id, &why);
    if (status == NG_OK)
        return status;
    /* It may be one that is ignored. */
    ng_id whole = {0};
    if (x->of[i].n == NG_ID_CHARS) {
        memcpy(whole.c, x->of[i].p, NG_ID_CHARS);
        if (ng_store_parked(x->st, whole))
            return ng_fail(err, NG_NOTHING, 0,
                           "report %s is ignored; \"nutgraf fix list\" has the "
                           "correction, and undoing it brings the report back",
                           whole.c);
    }
    *err = why;
    return status;
}

static ng_status wrong(struct reading *x, size_t i, const char *what,
                       struct ng_err *err)
{
    return ng_fail(err, NG_USAGE, 0, "%.*s is not the id of %s",
                   x->of[i].n < 40 ? (int)x->of[i].n : 40, x->of[i].p, what);
}

static ng_status wants(struct reading *x, bool good, const char *how,
                       struct ng_err *err)
{
    if (good)
        return NG_OK;
    return ng_fail(err, NG_USAGE, 0, PRS " takes %s",
                   PRS_ARG(ng_fix_name(x->fix->kind)), how);
}

/* ---- stories ------------------------------------------------------------ */

/* The first report stands for a story. */
static ng_status first_report(struct reading *x, ng_id story, ng_id *report,
                              struct ng_err *err)
{
    struct ng_batch b = {0};
    struct ng_arena room = *x->a;
    ng_status status = ng_store_load_story(x->st, story, &b, &room, err);
    if (status == NG_OK)
        *report = b.reports.at[0]->id;
    return status;
}

static ng_status merge_stories(struct reading *x, ng_id a, ng_id b,
                               struct ng_err *err)
{
    ng_id first, second;
    if (ng_id_eq(a, b))
        return ng_fail(err, NG_USAGE, 0, "these are one story already: %s",
                       a.c);
    ng_status status = first_report(x, a, &first, err);
    if (status == NG_OK)
        status = first_report(x, b, &second, err);
    if (status != NG_OK)
        return status;
    add_part(x, 0, first, ng_id_str(&a), (ng_range){0});
    add_part(x, 1, second, ng_id_str(&b), (ng_range){0});
    return NG_OK;
}

static ng_status split_story(struct reading *x, ng_id story, struct ng_err *err)
{
    struct ng_batch b = {0};
    ng_status status = ng_store_load_story(x->st, story, &b, x->a, err);
    if (status != NG_OK)
        return status;
    bool *goes = ng_new(x->a, bool, b.reports.n);
    size_t left = b.reports.n, stays = 0;
    for (size_t i = 1; i < x->n; i++) {
        ng_id id;
        size_t at = 0;
        status = find(x, i, &id, err);
        if (status != NG_OK)
            return status;
        while (at < b.reports.n && !ng_id_eq(b.reports.at[at]->id, id))
            at++;
        if (at == b.reports.n)
            return ng_fail(err, NG_USAGE, 0, "%s is no report of story %s",
                           id.c, story.c);
        left -= !goes[at];
        goes[at] = true;
    }
    if (!left)
        return ng_fail(err, NG_USAGE, 0,
                       "nothing would be left of story %s; name some of its "
                       "%zu reports",
                       story.c, b.reports.n);
    while (goes[stays])
        stays++;
    add_part(x, 0, b.reports.at[stays]->id, ng_id_str(&story), (ng_range){0});
    for (size_t i = 0; i < b.reports.n; i++)
        if (goes[i])
            add_part(x, 1, b.reports.at[i]->id, (ng_str){0}, (ng_range){0});
    return NG_OK;
}

/* The report by which the story goes stands for it; the pin holds wherever that
 * one is. */
static ng_status read_pin(struct reading *x, struct ng_err *err)
{
    enum { TITLE_MOST = 200 };
    struct ng_batch b = {0};
    ng_id id;
    ng_status status = wants(
        x,
        x->n == 1 || (x->n == 2 && x->of[1].n > 0 && x->of[1].n <= TITLE_MOST),
        "a story and, if it is to be called otherwise, a title", err);
    if (status == NG_OK)
        status = find(x, 0, &id, err);
    if (status == NG_OK && id.c[0] != 's')
        return wrong(x, 0, "a story", err);
    if (status == NG_OK)
        status = ng_store_load_story(x->st, id, &b, x->a, err);
    if (status != NG_OK)
        return status;
    size_t at = 0;
    for (size_t i = 0; i < b.reports.n; i++) {
        ng_id by = ng_id_of('s', ng_id_str(&b.reports.at[i]->id));
        if (ng_id_eq(by, id))
            at = i;
    }
    x->fix->about = 's';
    add_part(x, 0, b.reports.at[at]->id, ng_id_str(&id), (ng_range){0});
    add_part(x, 1, b.reports.at[at]->id,
             x->n == 2 ? x->of[1] : b.stories.at[0].title, (ng_range){0});
    return NG_OK;
}

/* ---- entities ----------------------------------------------------------- */

static ng_status add_entity(struct reading *x, unsigned side, ng_id id,
                            struct ng_err *err)
{
    ng_str key = {0}, name = {0};
    ng_status status = ng_store_entity_key(x->st, id, &key, &name, x->a, err);
    if (status == NG_OK)
        add_part(x, side, id, key, (ng_range){0});
    return status;
}

static ng_status merge_entities(struct reading *x, ng_id a, ng_id b,
                                struct ng_err *err)
{
    if (ng_id_eq(a, b))
        return ng_fail(err, NG_USAGE, 0, "these are one entity already: %s",
                       a.c);
    ng_status status = add_entity(x, 0, a, err);
    return status == NG_OK ? add_entity(x, 1, b, err) : status;
}

static ng_status split_entity(struct reading *x, ng_id entity,
                              struct ng_err *err)
{
    ng_ids naming = {0};
    ng_status status = add_entity(x, 0, entity, err);
    if (status == NG_OK)
        status =
            ng_store_naming(x->st, entity, (ng_str){0}, &naming, x->a, err);
    bool *goes = ng_new(x->a, bool, naming.n);
    size_t left = naming.n;
    for (size_t i = 1; i < x->n && status == NG_OK; i++) {
        ng_id id;
        size_t at = 0;
        status = find(x, i, &id, err);
        while (status == NG_OK && at < naming.n && !ng_id_eq(naming.at[at], id))
            at++;
        if (status == NG_OK && at == naming.n)
            return ng_fail(err, NG_USAGE, 0, "%s does not name %s", id.c,
                           entity.c);
        if (status != NG_OK)
            break;
        left -= !goes[at];
        goes[at] = true;
    }
    if (status == NG_OK && !left)
        return ng_fail(err, NG_USAGE, 0,
                       "nothing would be left of %s; name some of the %zu "
                       "reports that name it",
                       entity.c, naming.n);
    for (size_t i = 0; i < naming.n && status == NG_OK; i++)
        if (goes[i])
            add_part(x, 1, naming.at[i], (ng_str){0}, (ng_range){0});
    return status;
}

/* ---- the kinds ---------------------------------------------------------- */

static ng_status read_merge(struct reading *x, struct ng_err *err)
{
    ng_id a, b;
    ng_status status = wants(x, x->n == 2, "two stories or two entities", err);
    if (status == NG_OK)
        status = find(x, 0, &a, err);
    if (status == NG_OK)
        status = find(x, 1, &b, err);
    if (status != NG_OK)
        return status;
    x->fix->about = a.c[0];
    if (a.c[0] == 's' && b.c[0] == 's')
        return merge_stories(x, a, b, err);
    if (a.c[0] == 'n' && b.c[0] == 'n')
        return merge_entities(x, a, b, err);
    return wants(x, false, "two stories or two entities", err);
}

static ng_status read_split(struct reading *x, struct ng_err *err)
{
    ng_id id;
    ng_status status =
        wants(x, x->n >= 2, "a story or an entity, and reports", err);
    if (status == NG_OK)
        status = find(x, 0, &id, err);
    if (status != NG_OK)
        return status;
    x->fix->about = id.c[0];
    return id.c[0] == 's'   ? split_story(x, id, err)
           : id.c[0] == 'n' ? split_entity(x, id, err)
                            : wrong(x, 0, "a story or an entity", err);
}

static ng_status read_alias(struct reading *x, struct ng_err *err)
{
    enum { NAME_MOST = 200 };
    ng_id id;
    ng_status status =
        wants(x, x->n == 2 && x->of[1].n > 0 && x->of[1].n <= NAME_MOST,
              "an entity and a name", err);
    if (status == NG_OK)
        status = find(x, 0, &id, err);
    if (status == NG_OK && id.c[0] != 'n')
        return wrong(x, 0, "an entity", err);
    if (status == NG_OK && !ng_same_words(x->of[1], x->of[1]))
        return ng_fail(err, NG_USAGE, 0, "this name has no letters in it");
    x->fix->about = 'n';
    if (status == NG_OK)
        status = add_entity(x, 0, id, err);
    if (status == NG_OK)
        add_part(x, 1, (ng_id){0}, x->of[1], (ng_range){0});
    return status;
}

static ng_status read_date(struct reading *x, struct ng_err *err)
{
    ng_id id;
    ng_day day;
    ng_status status = wants(x, x->n == 2, "a report and a day", err);
    if (status == NG_OK)
        status = find(x, 0, &id, err);
    if (status == NG_OK && id.c[0] != 'r')
        return wrong(x, 0, "a report", err);
    if (status == NG_OK && !(x->of[1].n == 10 && ng_day_parse(x->of[1], &day)))
        return ng_fail(err, NG_USAGE, 0,
                       "%.*s is not a day; give one such as 2019-04-24",
                       x->of[1].n < 40 ? (int)x->of[1].n : 40, x->of[1].p);
    if (status != NG_OK)
        return status;
    x->fix->about = 'r';
    add_part(x, 0, id, x->of[1], (ng_range){0});
    return NG_OK;
}

/* The mentions of the event: whatever joins them later goes with them. */
static ng_status ignore_event(struct reading *x, ng_id event,
                              struct ng_err *err)
{
    struct ng_batch b = {0};
    ng_id story;
    ng_status status = ng_store_story_of(x->st, event, &story, err);
    if (status == NG_OK)
        status = ng_store_load_story(x->st, story, &b, x->a, err);
    for (size_t i = 0; i < b.events.n && status == NG_OK; i++) {
        const struct ng_event *e = &b.events.at[i];
        if (!ng_id_eq(e->id, event))
            continue;
        for (size_t k = 0; k < e->mentions.n; k++) {
            const struct ng_report *r = b.reports.at[e->mentions.at[k].report];
            add_part(x, 0, r->id, k ? (ng_str){0} : ng_id_str(&event),
                     r->mentions.at[e->mentions.at[k].mention].trigger);
        }
    }
    return status;
}

static ng_status read_ignore(struct reading *x, struct ng_err *err)
{
    ng_id id;
    ng_status status = wants(x, x->n == 1, "a report or an event", err);
    if (status == NG_OK)
        status = find(x, 0, &id, err);
    if (status != NG_OK)
        return status;
    x->fix->about = id.c[0];
    if (id.c[0] == 'e')
        return ignore_event(x, id, err);
    if (id.c[0] != 'r')
        return wrong(x, 0, "a report or an event", err);
    add_part(x, 0, id, (ng_str){0}, (ng_range){0});
    return NG_OK;
}

struct job {
    struct reading *x;
    ng_str kind;
};

static ng_status read(void *ctx, struct ng_arena *a, struct ng_err *err)
{
    static ng_status (*const readers[NG_FIX_KINDS])(struct reading *,
                                                    struct ng_err *) = {
        [NG_FIX_MERGE] = read_merge,   [NG_FIX_SPLIT] = read_split,
        [NG_FIX_ALIAS] = read_alias,   [NG_FIX_DATE] = read_date,
        [NG_FIX_IGNORE] = read_ignore, [NG_FIX_PIN] = read_pin,
    };
    struct job *job = ctx;
    struct reading *x = job->x;
    x->a = a;
    for (int k = 0; k < NG_FIX_KINDS; k++)
        if (ng_str_eq(ng_fix_name((enum ng_fix_kind)k), job->kind)) {
            x->fix->kind = (enum ng_fix_kind)k;
            for (size_t i = 0; i < x->n; i++)
                x->fix->value =
                    ng_str_format(a, PRS "%s" PRS, PRS_ARG(x->fix->value),
                                  i ? " " : "", PRS_ARG(x->of[i]));
            return readers[k](x, err);
        }
    return ng_fail(err, NG_USAGE, 0,
                   "%.*s is no correction; say merge, split, alias, date, "
                   "ignore or pin",
                   job->kind.n < 40 ? (int)job->kind.n : 40, job->kind.p);
}

ng_status ng_fix_read(struct ng_store *st, ng_str kind, const ng_str *of,
                      size_t n, struct ng_fix *fix, struct ng_arena *a,
                      struct ng_err *err)
{
    struct reading x = {.st = st, .fix = fix, .of = of, .n = n};
    struct job job = {&x, kind};
    struct ng_err why = {0};
    ng_status status = ng_guarded(read, &job, a, err ? err : &why);
    return status;
}

/* ---- telling ------------------------------------------------------------ */

ng_str ng_fix_state(const struct ng_fix *fix)
{
    return fix->undone  ? STR("undone")
           : fix->rests ? STR("rests")
                        : STR("holds");
}

static void put_moment(struct ng_json *j, const char *key, int64_t ms)
{
    char buf[32];
    ng_json_key_str(j, key, ng_moment_text(ms, buf));
}

void ng_json_fix(struct ng_json *j, const struct ng_fix *fix)
{
    static const struct {
        char letter;
        ng_str name;
    } things[] = {{'s', S("story")},
                  {'n', S("entity")},
                  {'r', S("report")},
                  {'e', S("event")}};
    ng_json_begin(j, '{');
    ng_json_key(j, "v");
    ng_json_int(j, 1);
    ng_json_key_str(j, "id", ng_id_str(&fix->id));
    ng_json_key_str(j, "fix", ng_fix_name(fix->kind));
    ng_json_key_str(j, "of", fix->value);
    for (size_t i = 0; i < sizeof things / sizeof *things; i++)
        if (things[i].letter == fix->about)
            ng_json_key_str(j, "about", things[i].name);
    ng_json_key(j, "reports");
    ng_json_begin(j, '[');
    for (size_t i = 0; i < fix->parts.n; i++)
        if (fix->parts.at[i].id.c[0] == 'r')
            ng_json_str(j, ng_id_str(&fix->parts.at[i].id));
    ng_json_end(j, ']');
    ng_json_key_str(j, "by", fix->who);
    ng_json_key_str(j, "why", fix->why);
    put_moment(j, "made", fix->made);
    ng_json_key_str(j, "state", ng_fix_state(fix));
    put_moment(j, "undone", fix->undone);
    ng_json_key_str(j, "undone_by", fix->undone_by);
    ng_json_end(j, '}');
}
