/* tone.c - what kind of news a sentence is; see clause.h.
 *
 *     soft      "The summit comes at a critical time."
 *               "He is preparing to step onto the world stage."
 *     colour    "Rescue workers pulled a girl of nine alive from the rubble."
 *     opening   "Eighteen months after the vote, the mayor resigned."
 *               what the report looks back at; the news follows
 *
 * Soft lines are told by no desk. A scene is news only where someone died or
 * was taken, and never leads.
 */
#include "weigh/clause.h"

/* ---- soft ---------------------------------------------------------------- */

/* What is meant to happen, seen through "is expected to", "plans to". */
static uint32_t core_of(const struct ng_clause *c)
{
    uint32_t w = c->deed;
    for (int step = 0; step < 3; step++) {
        uint32_t x = ng_clause_child(c, w, NG_REL_xcomp, NG_REL_xcomp);
        if (x == NG_NO_WORD ||
            !ng_clause_lemma(c, w,
                             "expect set due schedule likely plan intend "
                             "prepare go ready hope poise aim be begin start "
                             "continue seem appear seek want say believe "
                             "consider try manage"))
            return w;
        w = x;
    }
    return w;
}

static bool has_phrase(const struct ng_clause *c)
{
    static const ng_str phrases[] = {
        S("remains to be seen"), S("world stage"),      S("awkward time"),
        S("critical time"),      S("difficult time"),   S("sensitive time"),
        S("at a time when"),     S("all eyes"),         S("remains unclear"),
        S("is unclear"),         S("in the balance"),   S("turning point"),
        S("what happens next"),  S("only time will"),   S("is no secret"),
        S("in the spotlight"),   S("under scrutiny"),   S("closely watched"),
        S("fresh doubts"),       S("raises questions"), S("raised questions"),
        S("sent shockwaves"),    S("new chapter"),      S("a long shadow"),
        S("transcript follows"), S("this is how"),      S("here is what")};
    ng_str text = ng_slice(c->r->text, c->r->sentences.at[c->sentence].at);
    for (size_t i = 0; i < sizeof phrases / sizeof *phrases; i++)
        if (ng_str_find_nocase(text, phrases[i], 0) != SIZE_MAX)
            return true;
    return false;
}

/* "Has not said whether", "did not elaborate", "was quoted by a newspaper". */
static bool says_nothing(const struct ng_clause *c)
{
    bool quoted = ng_clause_lemma(c, c->root, "quote") && c->passive;
    for (uint32_t i = c->root; i < c->n && quoted; i++)
        quoted = !ng_clause_is(c, i, "saying");
    for (uint32_t i = 0; i < c->root; i++)
        if (c->head[i] == c->root && ng_clause_is(c, i, "not n't n’t never") &&
            ng_clause_lemma(c, c->root,
                            "state say comment decide specify "
                            "disclose elaborate explain"))
            return true;
    return quoted ||
           (c->negated && ng_clause_lemma(c, c->deed,
                                          "state say comment decide specify "
                                          "disclose elaborate explain give"));
}

/* "The trip comes after a speech": only ties news to what was. */
static bool is_tie(const struct ng_clause *c, uint32_t w)
{
    return ng_clause_lemma(c, w, "come follow") && w + 1 < c->n &&
           ng_clause_is(c, w + 1,
                        "after amid as days weeks months hours just "
                        "at a ahead") &&
           (ng_clause_tag(c, w) == NG_TAG_VBZ ||
            ng_clause_tag(c, w) == NG_TAG_VBP) &&
           ng_clause_is(c, w, "come comes");
}

/* "could reshape", "has split", "will be scrutinized": what others make of
 * it. */
static bool is_soft_verb(const struct ng_clause *c, uint32_t w)
{
    return ng_clause_lemma(
        c, w,
        "scrutinize scrutinise loom beckon underscore underline highlight "
        "showcase grapple brace struggle resonate overshadow reshape split "
        "dominate fuel spark shape signal pose reflect reveal mark echo "
        "embolden galvanize galvanise galvanizing dent dash bolster "
        "complicate deepen ponder mull weigh eye await watch judge prove "
        "matter illustrate hinge revolve stem spell symbolize symbolise");
}

/* "is likely to", "is preparing to", "is said to be considering": nobody has
 * bound himself. */
static bool is_hedged(const struct ng_clause *c)
{
    for (uint32_t i = 0; i < c->n; i++) {
        bool near = i == c->deed || i == c->root || c->head[i] == c->deed ||
                    c->head[i] == c->root;
        if (near && ng_clause_is(c, i,
                                 "likely unlikely poised preparing prepares "
                                 "hopes hoping hope considering considers "
                                 "mulling eager keen perhaps probably"))
            return true;
    }
    return false;
}

/* ---- colour -------------------------------------------------------------- */

static bool has_name(const struct ng_clause *c, uint32_t w)
{
    for (uint32_t i = 0; i < c->n; i++)
        if (ng_word_of(c, i)->name != NG_NONE &&
            (i == w ||
             (c->head[i] == w && (ng_clause_rel(c, i) == NG_REL_appos ||
                                  ng_clause_rel(c, i) == NG_REL_flat ||
                                  ng_clause_rel(c, i) == NG_REL_compound))))
            return true;
    return false;
}

/* "a girl of nine", "her mother", "one baker": somebody without a name. */
static bool is_somebody(const struct ng_clause *c, uint32_t w)
{
    return w != NG_NO_WORD && ng_clause_tag(c, w) == NG_TAG_NN &&
           !has_name(c, w) &&
           ng_clause_is(c, w,
                        "girl boy man woman child baby toddler teenager mother "
                        "father sister brother son daughter grandmother "
                        "grandfather widow neighbour neighbor baker dog cat "
                        "parrot horse passer-by pensioner couple infant");
}

/* What makes one person's fate news. */
static bool is_fate(const struct ng_clause *c, uint32_t w)
{
    return ng_clause_lemma(
        c, w,
        "die kill injure wound hurt arrest detain sentence convict charge "
        "shoot stab drown abduct kidnap execute behead rape beat murder jail "
        "acquit free release hospitalize deport hang take");
}

static bool is_scene(const struct ng_clause *c, uint32_t w)
{
    return ng_clause_lemma(
        c, w,
        "sing sang smile laugh cry weep cheer clap wave hug kiss wear dance "
        "pray "
        "applaud stare greet don step serenade sleep chant shout stroll nod "
        "sip eat drink joke hum "
        "whistle sit sat sweat shiver sob grin");
}

static bool is_colour(const struct ng_clause *c)
{
    static const ng_str scenes[] = {S("for the cameras"), S("shook hands"),
                                    S("in his hand"),     S("in her hand"),
                                    S("burst into"),      S("in tears"),
                                    S("red carpet"),      S("bouquet"),
                                    S("overcoat"),        S("flowers")};
    uint32_t w = c->deed;
    ng_str text = ng_slice(c->r->text, c->r->sentences.at[c->sentence].at);
    for (size_t i = 0; i < sizeof scenes / sizeof *scenes; i++)
        if (ng_str_find_nocase(text, scenes[i], 0) != SIZE_MAX)
            return true;
    if (is_scene(c, w))
        return true;
    if (is_fate(c, w))
        return false;
    return is_somebody(
               c, ng_clause_child(c, w, NG_REL_nsubj, NG_REL_nsubj_pass)) ||
           is_somebody(c, ng_clause_child(c, w, NG_REL_obj, NG_REL_obj));
}

/* ---- what only looks back ------------------------------------------------ */

/* "Eighteen months after", "A month and a half after", "Days before": words up
 * to and with "after", or 0. */
static uint32_t looks_back(const struct ng_clause *c)
{
    enum { FAR = 8 };
    bool unit = false;
    for (uint32_t i = 0; i < c->n && i < FAR; i++) {
        if (unit && ng_clause_is(c, i, "after before since into on"))
            return i + 1;
        if (ng_clause_is(c, i,
                         "day days week weeks month months year years "
                         "hour hours decade decades"))
            unit = true;
        else if (!ng_clause_is(c, i,
                               "a an and half just only than more less "
                               "barely some few several about almost "
                               "nearly over later") &&
                 ng_clause_tag(c, i) != NG_TAG_CD)
            return 0;
    }
    return 0;
}

/* The branch at the head of the sentence that ends with a comma before the
 * verb; false if the verb seems to stand in it. */
static bool find_opening(struct ng_clause *c)
{
    uint32_t from = looks_back(c), comma = from;
    if (!from)
        return true;
    while (comma < c->n && !ng_clause_is(c, comma, ","))
        comma++;
    if (comma >= c->n)
        return true;
    if (c->root <= comma)
        return false;
    for (uint32_t w = 0; w < c->n; w++) {
        uint32_t hi = c->hi[w];
        if (c->lo[w] != 0 || !c->whole[w] || hi + 1 < comma || hi >= c->root)
            continue;
        uint32_t end = ng_clause_is(c, hi, ",") ? hi : hi + 1;
        if (end < c->root && end < c->deed && ng_clause_is(c, end, ",") &&
            end + 1 > c->opening)
            c->opening = end + 1;
    }
    return c->opening > 0;
}

/* "The bill is paid in seats", "Water costs more in the hills": told in the
 * present, of nobody with a name, and nobody says so. */
static bool is_habit(const struct ng_clause *c)
{
    uint32_t w = c->deed;
    uint32_t who = ng_clause_child(c, w, NG_REL_nsubj, NG_REL_nsubj_pass);
    for (uint32_t i = 0; i < w; i++)
        if (c->head[i] == w && ng_clause_is(c, i,
                                            "long always often usually "
                                            "traditionally frequently "
                                            "typically"))
            return true; /* "has long called for" */
    bool now =
        ng_clause_tag(c, w) == NG_TAG_VBZ || ng_clause_tag(c, w) == NG_TAG_VBP;
    for (uint32_t i = 0; i < w; i++)
        if (c->head[i] == w && (ng_clause_rel(c, i) == NG_REL_aux_pass ||
                                ng_clause_rel(c, i) == NG_REL_cop))
            now |= ng_clause_is(c, i, "is are");
        else if (c->head[i] == w && ng_clause_rel(c, i) == NG_REL_aux)
            return false;
    if (now && c->attributed)
        return true; /* what somebody thinks of it */
    return now && who != NG_NO_WORD && !has_name(c, who) &&
           c->status == NG_HAPPENED && !ng_clause_is(c, w, "missing dead");
}

/* "...; his office denied it": the sentence tells both sides. */
static bool is_disputed(struct ng_clause *c)
{
    for (uint32_t i = 1; i < c->n; i++) {
        uint8_t r = ng_clause_rel(c, i);
        uint32_t who = ng_clause_child(c, i, NG_REL_nsubj, NG_REL_nsubj);
        if (i > c->deed && (r == NG_REL_parataxis || r == NG_REL_conj) &&
            who != NG_NO_WORD && ng_clause_is(c, who, "they it he she") == 0 &&
            ng_clause_lemma(c, i, "deny reject dispute dismiss refute")) {
            c->denial = i;
            return true;
        }
    }
    return false;
}

/* "Accused", "rejected the plan and accused". */
static bool is_charge(const struct ng_clause *c)
{
    for (uint32_t i = c->root; i < c->n; i++)
        if ((i == c->root || ng_clause_rel(c, i) == NG_REL_conj) &&
            ng_clause_lemma(c, i,
                            "accuse accused accuses blame blamed blames "
                            "allege alleged alleges"))
            return true;
    return false;
}

bool ng_hear_tone(struct ng_clause *c)
{
    uint32_t core = core_of(c);
    bool ahead = c->status == NG_PLANNED || c->status == NG_HYPOTHETICAL;
    c->accuses = is_charge(c);
    c->habit = is_habit(c);
    c->disputed = is_disputed(c);
    c->colour = is_colour(c);
    c->soft = has_phrase(c) || says_nothing(c) || is_tie(c, c->deed) ||
              (is_soft_verb(c, core) && !c->attributed) ||
              (ahead && is_soft_verb(c, core));
    if (ahead && is_hedged(c))
        c->status = NG_HYPOTHETICAL;
    return find_opening(c);
}
