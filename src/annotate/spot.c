/* spot.c - which words are names, and of what type.
 *
 *     then-Russian President Dmitry Medvedev
 *          NORP    (role)    PER
 *
 * Left to right, the longest phrase first: what the lexicon knows, then runs
 * of capital letters that are typed by what they hold (a given name, "Bank",
 * "River"), by the title before them and by the words around. A guess about
 * one word gives way to what the rest of the report is sure of.
 */
#include "annotate/naming.h"

static bool is_one_of(ng_str s, const char *list)
{
    size_t n = strlen(list);
    if (s.n == 0 || s.n > n)
        return false;
    for (size_t i = 0; i + s.n <= n; i++)
        if ((i == 0 || list[i - 1] == ' ') &&
            (i + s.n == n || list[i + s.n] == ' ') &&
            memcmp(list + i, s.p, s.n) == 0)
            return true;
    return false;
}

static ng_str word(const struct ng_naming *n, uint32_t i)
{
    return ng_folded(n, i, i + 1);
}

static bool has(const struct ng_naming *n, uint32_t i, int flag)
{
    return n->flags[i] & flag;
}

static const char days[] =
    "monday tuesday wednesday thursday friday saturday sunday january february "
    "april june july august september october november december mon tue tues "
    "wed thu thurs fri jan feb mar apr jun jul aug sep sept oct nov dec am pm "
    "gmt utc est edt i mr mrs ms tv ok mondays tuesdays wednesdays thursdays "
    "fridays saturdays sundays";
static const char particles[] = "van von der den de del della di da dos du la "
                                "le el al bin ibn bint ben abu ter ul ud y";
static const char facilities[] =
    "airport station stadium bridge tower palace cathedral mosque temple "
    "hospital prison hotel hall square street avenue road highway boulevard "
    "park plant dam way lane drive port harbor harbour base camp castle fort "
    "monument gate "
    "pipeline railway tunnel canal checkpoint arena plaza house";
static const char natures[] =
    "river sea ocean lake bay gulf strait island islands mountain mountains "
    "mount valley desert peninsula coast cape peak hills forest";
static const char regions[] = "province region state county district territory "
                              "oblast krai prefecture township village city";
static const char generic[] =
    "ministry parliament army embassy congress senate navy police government "
    "military cabinet consulate foreign defense defence interior finance "
    "constitution supreme air coast president prime minister state";

uint32_t ng_phrase_at(const struct ng_naming *n, uint32_t i, uint32_t end,
                      enum ng_lex_kind kind, struct ng_lex_entry *e)
{
    uint32_t best = i;
    for (uint32_t j = i; j < end && j < i + 9; j++) {
        if (n->flags[j] & NG_SPOT_BREAK)
            break;
        if (n->beg[j] == n->end[j] && j > i)
            continue;
        struct ng_lex_hit hit =
            j == i ? n->hit[i] : ng_lex_look(ng_folded(n, i, j + 1));
        for (uint32_t k = 0; k < hit.n; k++) {
            struct ng_lex_entry found = ng_lex_at(hit, k);
            if (found.kind == kind) {
                *e = found;
                best = j + 1;
                break;
            }
        }
        if (!hit.prefix)
            break;
    }
    return best;
}

/* All words of substance have a capital, or none can be expected to. */
static bool is_written_as_name(const struct ng_naming *n, uint32_t i,
                               uint32_t end)
{
    bool any = false;
    for (uint32_t j = i; j < end; j++) {
        if (has(n, j, NG_SPOT_CAPITAL))
            any = true;
        else if (n->r->words.at[j].kind != NG_WORD_NUMBER &&
                 !(ng_bits(n, j) & NG_WORD_FUNCTION) &&
                 !is_one_of(word(n, j), particles) && word(n, j).n > 1)
            return false;
    }
    return any;
}

static bool is_name_kind(enum ng_lex_kind k)
{
    return k != NG_LEX_ROLE && k != NG_LEX_AGENT;
}

/* The longest known name at i. */
static uint32_t known_at(const struct ng_naming *n, uint32_t i, uint32_t end,
                         struct ng_lex_entry *e)
{
    uint32_t best = i;
    for (uint32_t j = i; j < end && j < i + 9; j++) {
        if (n->flags[j] & NG_SPOT_BREAK)
            break;
        if (n->beg[j] == n->end[j] && j > i)
            continue;
        struct ng_lex_hit hit =
            j == i ? n->hit[i] : ng_lex_look(ng_folded(n, i, j + 1));
        for (uint32_t k = 0; k < hit.n; k++) {
            struct ng_lex_entry found = ng_lex_at(hit, k);
            if (!is_name_kind(found.kind))
                continue;
            if (is_written_as_name(n, i, j + 1) && has(n, j, NG_SPOT_CAPITAL)) {
                *e = found;
                best = j + 1;
            }
            break;
        }
        if (!hit.prefix)
            break;
    }
    return best;
}

static enum ng_name_type type_of(const struct ng_lex_entry *e)
{
    static const char fac[] = "FAC AIRP SQR RR ST CNL";
    static const char loc[] = "SEA OCN GULF STRT BAY CHN PEN RGN MT MTS STM LK "
                              "LKS ISL ISLS CONT DSRT CAPE SHOL RF FLLS";
    switch (e->kind) {
    case NG_LEX_COUNTRY:
        return NG_GPE;
    case NG_LEX_DEMONYM:
    case NG_LEX_GROUP:
        return NG_NORP;
    case NG_LEX_PERSON:
        return NG_PER;
    case NG_LEX_EVENT:
        return NG_EVENT;
    case NG_LEX_PLACE: {
        ng_str f = ng_str_of(e->feature);
        return is_one_of(f, fac) ? NG_FAC : is_one_of(f, loc) ? NG_LOC : NG_GPE;
    }
    default:
        return NG_ORG;
    }
}

/* Letters of another script, and what machines write ("a8F3x2"). */
static bool is_foreign(const struct ng_naming *n, uint32_t i)
{
    ng_str s = ng_slice(n->r->text, n->r->words.at[i].at);
    if ((unsigned char)s.p[0] >= 0xcd)
        return true;
    size_t digits = 0;
    for (size_t k = 0; k < s.n; k++)
        digits += ng_is_digit(s.p[k]);
    return digits > 1 && digits < s.n && s.n > 6 && !memchr(s.p, '-', s.n);
}

/* A common word in capitals, beside another one. */
static bool is_shouted(const struct ng_naming *n, uint32_t i)
{
    const struct ng_word *w = &n->r->words.at[i];
    if (w->letter_case != NG_CASE_UPPER || !(ng_bits(n, i) & NG_WORD_COMMON))
        return false;
    return word(n, i).n > 4 || (i > 0 && w[-1].letter_case == NG_CASE_UPPER) ||
           (i + 1 < n->r->words.n && w[1].letter_case == NG_CASE_UPPER);
}

/* "A." between the names of a person. */
static bool is_initial(const struct ng_naming *n, uint32_t i)
{
    ng_str s = ng_slice(n->r->text, n->r->words.at[i].at);
    return s.n == 2 && ng_is_upper(s.p[0]) && s.p[1] == '.';
}

/* Whether the capital of word i says that it is a name. */
static bool is_proper(const struct ng_naming *n, uint32_t i)
{
    uint32_t bits = ng_bits(n, i);
    uint8_t tag = n->r->words.at[i].tag;
    bool noun = tag == NG_TAG_NNP || tag == NG_TAG_NNPS;
    if (!has(n, i, NG_SPOT_CAPITAL) || n->beg[i] == n->end[i] ||
        is_one_of(word(n, i), days) ||
        n->r->words.at[i].kind == NG_WORD_NUMBER || is_foreign(n, i))
        return false;
    if (bits & NG_WORD_FUNCTION || is_shouted(n, i))
        return false;
    if (!has(n, i, NG_SPOT_START | NG_SPOT_LOUD))
        return true;
    if (!(bits & NG_WORD_COMMON))
        return tag == NG_TAG_NONE || noun || has(n, i, NG_SPOT_SEEN) || bits ||
               has(n, i, NG_SPOT_LOUD);
    if (has(n, i, NG_SPOT_SEEN) && noun)
        return true;
    if (has(n, i, NG_SPOT_LOUD))
        return noun && (bits & (NG_WORD_GIVEN | NG_WORD_SURNAME)) &&
               !(bits & NG_WORD_FREQUENT);
    return noun && !(bits & NG_WORD_FREQUENT);
}

static bool is_common(uint32_t bits)
{
    return (bits & NG_WORD_COMMON) &&
           !(bits & (NG_WORD_GIVEN | NG_WORD_SURNAME));
}

static struct ng_spot *push(struct ng_naming *n, uint32_t i, uint32_t end,
                            enum ng_name_type type, bool sure)
{
    struct ng_spot *s = ng_push(&n->spots, n->work);
    *s = (struct ng_spot){
        .first = i, .end = end, .type = type, .sure = sure, .entity = NG_NONE};
    return s;
}

/* The end of the run of capital words at i. */
static uint32_t run_end(const struct ng_naming *n, uint32_t i, uint32_t end)
{
    uint32_t j = i + 1;
    while (j < end && !has(n, j, NG_SPOT_BREAK)) {
        if (is_proper(n, j) && !(ng_bits(n, j) & NG_WORD_TITLE && j > i &&
                                 !is_one_of(word(n, j), "king major"))) {
            j++;
            continue;
        }
        uint32_t k = j;
        while (k < end && k < j + 3 && n->beg[k] < n->end[k] &&
               (is_one_of(word(n, k), particles) || is_initial(n, k)))
            k++;
        if (k > j && k < end && is_proper(n, k)) {
            j = k + 1;
            continue;
        }
        break;
    }
    return j;
}

/* "Ministry of Foreign Affairs", "Foundation for Defense of Democracies": a
 * body goes on over of, for, on and to. */
static uint32_t body_end(const struct ng_naming *n, uint32_t j, uint32_t end)
{
    for (int links = 0; links < 3 && j + 1 < end; links++) {
        uint32_t k = j;
        if (!is_one_of(word(n, k), "of for on to") &&
            !(links > 0 && is_one_of(word(n, k), "and &")))
            break;
        k++;
        if (k < end && is_one_of(word(n, k), "the"))
            k++;
        if (k >= end || !is_proper(n, k) ||
            (ng_bits(n, k) & NG_WORD_PLACE && !is_one_of(word(n, j), "of")))
            break;
        j = run_end(n, k, end);
    }
    return j;
}

/* Where a BODY word stands in the run; `end` if there is none. */
static uint32_t body_word(const struct ng_naming *n, uint32_t i, uint32_t end)
{
    for (uint32_t j = end; j-- > i;)
        if (ng_bits(n, j) & NG_WORD_BODY)
            return j;
    return end;
}

static bool follows_place_word(const struct ng_naming *n, uint32_t i)
{
    uint32_t first = n->r->sentences.at[n->r->words.at[i].sentence].first;
    if (i > first + 1 && is_one_of(word(n, i - 1), "of") &&
        is_one_of(word(n, i - 2), "village town city hamlet commune suburb "
                                  "port district province state island"))
        return true;
    return i > first &&
           is_one_of(word(n, i - 1),
                     "in at near from around across outside between "
                     "inside toward towards into");
}

/* ", Nigeria" or ", Ohio" right behind. */
static bool before_region(const struct ng_naming *n, uint32_t end)
{
    const struct ng_report *r = n->r;
    struct ng_lex_entry e;
    uint32_t stop = r->sentences.at[r->words.at[end - 1].sentence].end;
    if (end + 1 >= stop || !has(n, end + 1, NG_SPOT_CAPITAL) ||
        !ng_str_eq(ng_slice(r->text, r->words.at[end].at), STR(",")))
        return false;
    if (ng_phrase_at(n, end + 1, stop, NG_LEX_COUNTRY, &e) > end + 1)
        return true;
    return ng_phrase_at(n, end + 1, stop, NG_LEX_PLACE, &e) > end + 1 &&
           !strcmp(e.feature, "ADM1");
}

static bool speaks(const struct ng_naming *n, uint32_t i)
{
    return i < n->r->words.n &&
           is_one_of(word(n, i), "said says told added tweeted wrote s who "
                                 "replied insisted explained noted argued");
}

/* The type of a run of capital words that the lexicon does not know. */
static enum ng_name_type guess(const struct ng_naming *n, uint32_t i,
                               uint32_t end, bool titled, bool *sure)
{
    uint32_t words = end - i, last = ng_bits(n, end - 1);
    uint8_t lettering = n->r->words.at[i].letter_case;
    *sure = true;
    if (titled && words < 5)
        return NG_PER;
    if (words > 1 && is_one_of(word(n, end - 1), facilities))
        return NG_FAC;
    if (words > 1 && (is_one_of(word(n, end - 1), natures) ||
                      is_one_of(word(n, i), "mount lake cape")))
        return NG_LOC;
    if (words > 1 && is_one_of(word(n, end - 1), regions))
        return NG_GPE;
    if (words > 1 && is_one_of(word(n, end - 1),
                               "war cup championship championships games "
                               "olympics festival summit prize award awards "
                               "league day revolution treaty agreement act "
                               "accord accords deal conference tournament"))
        return is_one_of(word(n, end - 1), "league") ? NG_ORG : NG_EVENT;
    if (words > 1 && (last & NG_WORD_BODY || body_word(n, i, end) < end))
        return NG_ORG;
    if (words == 1 && lettering == NG_CASE_UPPER && word(n, i).n > 1)
        return NG_ORG;
    uint32_t first = ng_bits(n, i);
    if (words > 1 && words < 5 && first & NG_WORD_GIVEN &&
        (!is_common(last) || !(first & NG_WORD_COMMON)))
        return NG_PER;
    if (words > 1 && words < 5 && last & NG_WORD_SURNAME && !is_common(first))
        return NG_PER;
    *sure = false;
    if (words < 3 && before_region(n, end))
        return NG_GPE;
    if (words == 2 && follows_place_word(n, i) && !(last & NG_WORD_COMMON))
        return NG_GPE;
    if (words == 1 && follows_place_word(n, i) &&
        !(first & NG_WORD_SURNAME && !(first & NG_WORD_PLACE)))
        return NG_GPE;
    if (words == 1 &&
        (first & (NG_WORD_GIVEN | NG_WORD_SURNAME) || speaks(n, end)))
        return NG_PER;
    if (words > 1 && words < 4 && !is_common(first) && !is_common(last))
        return NG_PER;
    for (uint32_t j = i; j < end; j++)
        if (!is_common(ng_bits(n, j)))
            return NG_ORG;
    return NG_MISC;
}

/* Whether a known one-word place or country is rather a person's name. */
static bool is_rather_person(const struct ng_naming *n, uint32_t i, uint32_t j,
                             uint32_t end, const struct ng_lex_entry *e,
                             bool titled)
{
    uint32_t bits = ng_bits(n, i);
    if ((e->kind != NG_LEX_PLACE && e->kind != NG_LEX_METONYM &&
         e->kind != NG_LEX_COUNTRY) ||
        j - i > 1)
        return false;
    bool next = i + 1 < end && is_proper(n, i + 1) &&
                !is_common(ng_bits(n, i + 1)) &&
                !(ng_bits(n, i + 1) & (NG_WORD_BODY | NG_WORD_TITLE));
    if (e->kind == NG_LEX_PLACE) {
        if (titled)
            return true;
        if (next && bits & NG_WORD_GIVEN)
            return true;
        return (bits & (NG_WORD_GIVEN | NG_WORD_SURNAME)) &&
               e->population < 300000 && e->geonameid &&
               !follows_place_word(n, i) &&
               !(i + 1 < end && is_one_of(word(n, i + 1), facilities)) &&
               !(i + 1 < end && is_one_of(word(n, i + 1), regions));
    }
    return next && bits & NG_WORD_GIVEN &&
           !(ng_bits(n, i + 1) & NG_WORD_COMMON);
}

/* A small town named like a common word or unknown beside a run: not it. */
static bool is_doubtful(const struct ng_naming *n, uint32_t i, uint32_t end,
                        uint32_t stop, const struct ng_lex_entry *e)
{
    uint32_t bits = ng_bits(n, i);
    if (end - i != 1)
        return false;
    if (e->kind == NG_LEX_PERSON)
        return has(n, i, NG_SPOT_START) && bits & NG_WORD_FREQUENT;
    if (e->kind == NG_LEX_ORG || e->kind == NG_LEX_AGENCY)
        return bits & NG_WORD_COMMON &&
               (has(n, i, NG_SPOT_START | NG_SPOT_LOUD) ||
                n->r->words.at[i].letter_case == NG_CASE_LOWER) &&
               n->r->words.at[i].letter_case != NG_CASE_UPPER;
    if (e->kind != NG_LEX_PLACE)
        return false;
    if (end < stop && is_one_of(word(n, i), particles) &&
        (is_proper(n, end) || is_one_of(word(n, end), particles)))
        return true;
    if (e->geonameid == 0)
        return false;
    bool next = end < stop && is_proper(n, end);
    if (next && e->population < 1000000 && !(bits & NG_WORD_COMMON))
        return !(ng_bits(n, end) & NG_WORD_TITLE);
    return bits & NG_WORD_COMMON &&
           (has(n, i, NG_SPOT_START) || e->population < 200000);
}

/* A known name that only begins a longer one: "Moscow State University". */
static uint32_t longer_body(const struct ng_naming *n, uint32_t i, uint32_t j,
                            uint32_t end, const struct ng_lex_entry *e)
{
    if (j >= end || !is_proper(n, j) || e->kind == NG_LEX_PERSON ||
        e->kind == NG_LEX_AGENCY)
        return j;
    if ((e->kind == NG_LEX_DEMONYM || e->kind == NG_LEX_COUNTRY ||
         e->kind == NG_LEX_GROUP) &&
        is_one_of(word(n, j), generic))
        return j;
    uint32_t stop = run_end(n, j, end);
    uint32_t body = body_word(n, j, stop);
    if (body == stop)
        return j;
    (void)i;
    return body_end(n, body + 1, end);
}

static uint32_t push_known(struct ng_naming *n, uint32_t i, uint32_t j,
                           uint32_t end, const struct ng_lex_entry *e)
{
    uint32_t longer = longer_body(n, i, j, end, e);
    if (longer > j) {
        bool sure;
        enum ng_name_type type = guess(n, i, longer, false, &sure);
        push(n, i, longer, type == NG_PER ? NG_ORG : type, true);
        return longer;
    }
    struct ng_lex_entry place;
    enum ng_name_type type = type_of(e);
    if (e->kind == NG_LEX_METONYM && e->sector[0] == 'G' &&
        ng_lex_find_kind(ng_folded(n, i, j), NG_LEX_PLACE, &place) &&
        ng_str_eq(ng_str_of(place.country), ng_str_of(e->country)))
        type = NG_GPE;
    struct ng_spot *s = push(n, i, j, type, true);
    s->known = true;
    s->entry = *e;
    return j;
}

static bool is_month(const struct ng_naming *n, uint32_t i, uint32_t end)
{
    return is_one_of(word(n, i), "may march") &&
           ((i + 1 < end && n->r->words.at[i + 1].kind == NG_WORD_NUMBER) ||
            (i > 0 && (n->r->words.at[i - 1].kind == NG_WORD_NUMBER ||
                       is_one_of(word(n, i - 1), "in last since until by of "
                                                 "early late mid next this"))));
}

/* One name, title or nothing at word i; where to go on. */
static uint32_t step(struct ng_naming *n, uint32_t i, uint32_t end,
                     uint32_t *role, uint32_t *role_end)
{
    struct ng_lex_entry e, r;
    bool titled = *role_end == i && *role < i && has(n, i - 1, NG_SPOT_CAPITAL);
    if (*role_end != i)
        *role = *role_end = 0;
    uint32_t j = known_at(n, i, end, &e);
    uint32_t t = ng_phrase_at(n, i, end, NG_LEX_ROLE, &r);
    if (t > i && t >= j && !(titled && j > i)) {
        *role = *role_end > *role && *role_end == i ? *role : i;
        *role_end = t;
        return t;
    }
    if (!has(n, i, NG_SPOT_CAPITAL) || is_month(n, i, end) ||
        is_one_of(word(n, i), days))
        return i + 1;
    if (j > i && !is_doubtful(n, i, j, end, &e) &&
        !is_rather_person(n, i, j, end, &e, titled) &&
        !(titled && j == i + 1 && e.kind != NG_LEX_PERSON &&
          e.kind != NG_LEX_DEMONYM)) {
        size_t before = n->spots.n;
        uint32_t stop = push_known(n, i, j, end, &e);
        if (n->spots.n > before && *role_end == i && *role < i) {
            n->spots.at[n->spots.n - 1].role = *role;
            n->spots.at[n->spots.n - 1].role_end = *role_end;
        }
        return stop;
    }
    if (!is_proper(n, i))
        return j > i && e.kind != NG_LEX_PLACE &&
                       !(ng_bits(n, i) & NG_WORD_COMMON)
                   ? push_known(n, i, j, end, &e)
                   : i + 1;
    uint32_t stop = run_end(n, i, end);
    uint32_t body = body_word(n, i, stop);
    if (body < stop && !titled)
        stop = body_end(n, stop, end);
    bool sure;
    enum ng_name_type type = guess(n, i, stop, titled, &sure);
    if (type == NG_MISC && !sure && stop - i == 1 &&
        n->r->words.at[i].letter_case != NG_CASE_UPPER)
        return stop;
    struct ng_spot *s = push(n, i, stop, type, sure);
    if (*role_end == i && *role < i) {
        s->role = *role;
        s->role_end = *role_end;
    }
    return stop;
}

/* The title of a work: a short quotation whose words have capitals. */
static uint32_t work_at(struct ng_naming *n, uint32_t i, uint32_t end)
{
    const struct ng_report *r = n->r;
    uint32_t q = r->words.at[i].quote;
    if (q == NG_NONE || r->words.at[i].at.beg != r->quotes.at[q].at.beg)
        return i;
    uint32_t j = i, capitals = 0;
    for (; j < end && r->words.at[j].quote == q; j++) {
        if (j - i > 6 || n->beg[j] == n->end[j])
            return i;
        if (has(n, j, NG_SPOT_CAPITAL))
            capitals++;
        else if (j == i || !(ng_bits(n, j) & NG_WORD_FUNCTION))
            return i;
    }
    if (capitals < 2 || r->words.at[j - 1].at.end != r->quotes.at[q].at.end)
        return i;
    push(n, i, j, NG_WORK, true);
    return j;
}

void ng_spot_names(struct ng_naming *n)
{
    ng_mark_seen(n);
    for (size_t k = 0; k < n->r->sentences.n; k++) {
        const struct ng_sentence *s = &n->r->sentences.at[k];
        uint32_t role = 0, role_end = 0;
        for (uint32_t i = s->first; i < s->end;) {
            if (n->flags[i] & NG_SPOT_BREAK || n->beg[i] == n->end[i]) {
                i++;
                continue;
            }
            uint32_t j = work_at(n, i, s->end);
            i = j > i ? j : step(n, i, s->end, &role, &role_end);
        }
    }
    ng_settle_types(n);
}
