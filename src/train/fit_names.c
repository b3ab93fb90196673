/* fit_names.c - `train names DATA OUT`: the model of names (name_keys.h), and
 * how well it does.
 *
 * Each data set is cut into words by the program itself, as any report is, and
 * its spans are laid over these words. What a data set does not tell apart
 * stays open in the gold (partial labels, fit_crf.h); the lexicon closes some
 * of it: a place that is known as a river is no country.
 */
#include "train/names_fit.h"
#include "train/names_gold.h"
#include "train/train.h"

#include "annotate/annotate.h"
#include "annotate/linked.h"

enum { ROUNDS = 5 };

/* ---- data sets
 * --------------------------------------------------------------- */

static const char *in(const char *data, const char *name, struct ng_arena *a)
{
    return ng_str_c(ng_str_format(a, "%s/%s", data, name), a);
}

ng_status ng_names_read(struct ng_names_gold *g, const char *data,
                        struct ng_arena *a, struct ng_err *err)
{
    ng_status s =
        ng_names_columns(g, in(data, "ner/wikigold.all.txt", a), 0, 1, a, err);
    if (s == NG_OK)
        s = ng_names_columns(g, in(data, "ner/uner_ewt.dev.txt", a),
                             NG_KIND_BIT(NORP), 1, a, err);
    if (s == NG_OK)
        s = ng_names_corpus(g, "corpus/train", 1, a, err);
    if (s == NG_OK)
        s = ng_names_corpus(g, "corpus/names", 1, a, err);
    ng_paths paths = {0};
    if (s == NG_OK)
        s = ng_gold_paths(&paths, data, a, err);
    for (size_t i = 0; i < paths.n && s == NG_OK; i++)
        s = ng_names_plain(g, ng_str_c(paths.at[i], a), a, err);
    return s;
}

/* ---- a report of the gold
 * ------------------------------------------------------ */

struct ng_naming *ng_names_open(const struct ng_names_doc *d,
                                struct ng_arena *out, struct ng_arena *work)
{
    struct ng_report *r = ng_new(out, struct ng_report, 1);
    r->text = d->text;
    r->published = NG_NO_DAYS;
    for (size_t i = 0; i < d->paragraphs.n; i++)
        *ng_push(&r->paragraphs, out) =
            (struct ng_paragraph){d->paragraphs.at[i], NG_BLOCK_PARAGRAPH};
    struct ng_naming *n = ng_new(out, struct ng_naming, 1);
    *n = (struct ng_naming){.r = r, .out = out, .work = work};
    ng_find_words(r, out, *work);
    ng_find_tags(r, out, *work);
    if (r->words.n > 0)
        ng_open_naming(n);
    return n;
}

/* The types that the lexicon knows for a phrase. */
static uint32_t known_kinds(const struct ng_naming *n, uint32_t first,
                            uint32_t end)
{
    static const char loc[] = "SEA OCN GULF STRT BAY CHN PEN RGN MT MTS STM LK "
                              "LKS ISL ISLS CONT DSRT CAPE SHOL RF FLLS";
    static const char fac[] = "FAC AIRP SQR RR ST CNL";
    struct ng_lex_hit hit = ng_lex_look(ng_folded(n, first, end));
    uint32_t known = 0;
    for (uint32_t k = 0; k < hit.n; k++) {
        struct ng_lex_entry e = ng_lex_at(hit, k);
        ng_str f = ng_str_of(e.feature);
        if (e.kind == NG_LEX_COUNTRY)
            known |= NG_KIND_BIT(GPE);
        if (e.kind == NG_LEX_PLACE)
            known |= ng_str_among(f, loc)   ? NG_KIND_BIT(LOC)
                     : ng_str_among(f, fac) ? NG_KIND_BIT(FAC)
                                            : NG_KIND_BIT(GPE);
        if (e.kind == NG_LEX_DEMONYM || e.kind == NG_LEX_GROUP)
            known |= NG_KIND_BIT(NORP);
        if (e.kind == NG_LEX_EVENT)
            known |= NG_KIND_BIT(EVENT);
    }
    return known;
}

/* What the words of a name say: "River", "Airport", "World Cup". */
static uint32_t told_kinds(const struct ng_naming *n, uint32_t first,
                           uint32_t end)
{
    static const char fac[] =
        "airport station stadium bridge tower palace cathedral mosque temple "
        "hospital prison hotel hall square street avenue road highway "
        "boulevard "
        "park plant dam lane drive port harbor harbour base camp castle fort "
        "monument gate pipeline railway tunnel canal arena plaza house museum "
        "theatre theater library church building center centre";
    static const char loc[] = "river sea ocean lake bay gulf strait island "
                              "islands mountain mountains mount valley desert "
                              "peninsula coast cape peak hills forest";
    static const char event[] =
        "war wars cup championship championships games olympics festival "
        "summit revolution conference tournament prix open marathon hurricane "
        "election elections battle";
    ng_str head = ng_folded(n, first, first + 1);
    ng_str tail = ng_folded(n, end - 1, end);
    if (end - first < 2)
        return 0;
    if (ng_str_among(tail, fac))
        return NG_KIND_BIT(FAC);
    if (ng_str_among(tail, loc) || ng_str_among(head, "lake mount cape gulf"))
        return NG_KIND_BIT(LOC);
    if (ng_str_among(tail, event) ||
        ng_str_among(head, "hurricane battle operation"))
        return NG_KIND_BIT(EVENT);
    return 0;
}

static bool like_people(const struct ng_naming *n, uint32_t i)
{
    static const char *const ends[] = {"an",  "ans",  "ish", "ese",  "ic",
                                       "ist", "ists", "ite", "ites", "eans"};
    ng_str s = ng_folded(n, i, i + 1);
    for (size_t k = 0; k < sizeof ends / sizeof *ends; k++)
        if (ng_str_ends(s, ng_str_of(ends[k])))
            return true;
    return false;
}

/* Fewer types, where the lexicon knows the name or its words tell. */
static uint32_t narrow(const struct ng_naming *n, uint32_t first, uint32_t end,
                       uint32_t kinds)
{
    if ((kinds & (kinds - 1)) == 0)
        return kinds;
    uint32_t known = known_kinds(n, first, end);
    if (kinds & known)
        return kinds & known;
    if (kinds & told_kinds(n, first, end))
        return kinds & told_kinds(n, first, end);
    if (kinds & NG_KIND_BIT(NORP) && end - first == 1 && like_people(n, first))
        return NG_KIND_BIT(NORP);
    if (kinds & NG_KIND_BIT(MISC))
        return NG_KIND_BIT(MISC);
    return kinds & NG_KIND_BIT(GPE) ? NG_KIND_BIT(GPE) : kinds;
}

static void set_span(const struct ng_naming *n, const uint64_t *may,
                     uint64_t *gold, uint32_t first, uint32_t end,
                     uint32_t kinds)
{
    kinds = narrow(n, first, end, kinds);
    for (uint32_t i = first; i < end; i++) {
        enum ng_crf_part part = end == first + 1 ? NG_CRF_SINGLE
                                : i == first     ? NG_CRF_BEGIN
                                : i + 1 == end   ? NG_CRF_LAST
                                                 : NG_CRF_INSIDE;
        gold[i] = 0;
        for (unsigned k = 0; k < NG_NAME_KINDS; k++)
            if (kinds >> k & 1)
                gold[i] |= (uint64_t)1 << ng_bilou(k, part);
    }
    for (uint32_t i = first; i < end; i++)
        if (!(gold[i] & may[i])) /* cannot be found: left open */
            for (uint32_t j = first; j < end; j++)
                gold[j] = may[j];
}

/* The labels of the gold, as sets. */
void ng_names_labels(const struct ng_naming *n, const struct ng_names_doc *d,
                     const uint64_t *may, uint64_t *gold)
{
    const struct ng_report *r = n->r;
    const uint64_t people = (uint64_t)1 << ng_bilou(NG_NORP, NG_CRF_SINGLE) |
                            (uint64_t)1 << ng_bilou(NG_MISC, NG_CRF_SINGLE);
    for (uint32_t i = 0; i < r->words.n; i++) {
        gold[i] = 1;
        if (d->hidden & NG_KIND_BIT(NORP) && may[i] != 1 &&
            n->beg[i] < n->end[i] &&
            known_kinds(n, i, i + 1) == NG_KIND_BIT(NORP))
            gold[i] = people;
    }
    for (size_t k = 0; k < d->spans.n; k++) {
        ng_range at = d->spans.at[k].at;
        uint32_t first = ng_word_at(r, at.beg);
        if (first == NG_NONE || r->words.at[first].at.beg >= at.end)
            continue;
        uint32_t end = first + 1;
        while (end < r->words.n && r->words.at[end].at.beg < at.end &&
               r->words.at[end].sentence == r->words.at[first].sentence)
            end++;
        uint32_t kinds = d->spans.at[k].kinds;
        uint32_t cut =
            kinds == NG_KIND_BIT(ORG) ? ng_nation_before(n, first, end) : first;
        if (cut > first) {
            uint32_t country = NG_KIND_BIT(GPE) | NG_KIND_BIT(NORP);
            set_span(n, may, gold, first, cut, country);
            first = cut;
        }
        set_span(n, may, gold, first, end, kinds);
    }
}

/* ---- fitting
 * ------------------------------------------------------------------- */

static const char days[] =
    "monday tuesday wednesday thursday friday saturday sunday january february "
    "march april may june july august september october november december mon "
    "tue tues wed thu thurs fri sat sun jan feb mar apr jun jul aug sep sept "
    "oct nov dec am pm gmt utc est edt";

/* A sentence with proper nouns that are no names in a data set which does not
 * mark all names: nothing can be learnt from it. */
static bool leaves_out(const struct ng_naming *n, const uint64_t *gold,
                       uint32_t first, uint32_t end)
{
    for (uint32_t i = first; i < end; i++) {
        uint8_t tag = n->r->words.at[i].tag;
        if (gold[i] == 1 && n->flags[i] & NG_SPOT_CAPITAL &&
            (tag == NG_TAG_NNP || tag == NG_TAG_NNPS) &&
            n->beg[i] < n->end[i] && !(ng_bits(n, i) & NG_WORD_TITLE) &&
            !ng_str_among(ng_folded(n, i, i + 1), days))
            return true;
    }
    return false;
}

void ng_names_drop_doubtful(const struct ng_naming *n, struct ng_names_doc *d,
                            struct ng_arena *a)
{
    const struct ng_report *r = n->r;
    uint64_t *gold = ng_new(a, uint64_t, r->words.n);
    memset(&d->paragraphs, 0, sizeof d->paragraphs);
    for (uint32_t i = 0; i < r->words.n; i++)
        gold[i] = 1;
    for (size_t k = 0; k < n->spots.n; k++)
        for (uint32_t i = n->spots.at[k].first; i < n->spots.at[k].end; i++)
            gold[i] = 0;
    for (size_t k = 0; k < r->sentences.n; k++) {
        const struct ng_sentence *s = &r->sentences.at[k];
        if (!leaves_out(n, gold, s->first, s->end))
            *ng_push(&d->paragraphs, a) = s->at;
    }
}

void ng_names_add(struct ng_fit_crf *f, const struct ng_names_doc *d,
                  struct ng_arena out, struct ng_arena work)
{
    struct ng_naming *n = ng_names_open(d, &out, &work);
    const struct ng_report *r = n->r;
    if (r->words.n == 0)
        return;
    struct ng_name_looks looks = ng_look_at_words(n);
    uint64_t *gold = ng_new(&out, uint64_t, r->words.n);
    struct ng_keys *keys = ng_new(&out, struct ng_keys, r->words.n);
    ng_names_labels(n, d, looks.may, gold);
    for (size_t k = 0; k < r->sentences.n; k++) {
        const struct ng_sentence *s = &r->sentences.at[k];
        bool any = false;
        if (d->hidden && leaves_out(n, gold, s->first, s->end))
            continue;
        for (uint32_t i = s->first; i < s->end; i++) {
            if (looks.may[i] == 1)
                continue;
            any = true;
            ng_name_keys(&looks, s->first, s->end, i, &keys[i]);
        }
        if (any)
            ng_fit_crf_add(f, keys + s->first, looks.may + s->first,
                           gold + s->first, s->end - s->first, d->weight);
    }
}

ng_status ng_train_names(const char *data, const char *path, struct ng_arena *a,
                         struct ng_err *err)
{
    struct ng_names_gold g = {0};
    ng_status status = ng_names_read(&g, data, a, err);
    if (status)
        return status;
    return ng_names_fit(&g, &ng_names_usual, path, a, err);
}

const struct ng_names_plan ng_names_usual = {
    .rounds = ROUNDS, .rate = .1f, .drop = .3f, .l2 = 3e-4f, .loud = true};
