/* times_tense.c - does the sentence look back or ahead at this place?
 *
 *     The minister confirmed Tuesday that talks would begin on Thursday.
 *                  past ^            ahead  ^^^^^^^^^^^
 *
 * "Tuesday" alone names a day before or after the report; the verb that
 * governs it decides. With arcs the verb is found by climbing; without them it
 * is the nearest verb to the left inside the clause, or, where the time stands
 * in front, the first verb to the right. Tags are used where there are any;
 * else forms: auxiliaries, "-ed", and the irregular past forms below.
 */
#include "annotate/times.h"

enum form { NO_VERB, PAST, PRESENT, MODAL, TO, PARTICIPLE, BASE, ING };
enum { WINDOW = 40, BACK = -1, UNKNOWN = 0, AHEAD = 1, NOW = 2 };

static bool in_list(ng_str w, const ng_str *list, size_t n)
{
    size_t lo = 0, hi = n;
    while (lo < hi) {
        size_t mid = lo + (hi - lo) / 2;
        int order = ng_str_cmp(list[mid], w);
        if (order == 0)
            return true;
        if (order < 0)
            lo = mid + 1;
        else
            hi = mid;
    }
    return false;
}
#define IN(w, list) in_list(w, list, sizeof(list) / sizeof *(list))

/* Past forms that do not end in -ed (in order of bytes, as all lists here). */
static const ng_str irregular[] = {
    S("arose"),    S("ate"),     S("became"), S("began"),  S("bought"),
    S("broke"),    S("brought"), S("built"),  S("came"),   S("caught"),
    S("chose"),    S("did"),     S("died"),   S("drew"),   S("drove"),
    S("fell"),     S("felt"),    S("flew"),   S("forgot"), S("fought"),
    S("found"),    S("gave"),    S("got"),    S("grew"),   S("had"),
    S("heard"),    S("held"),    S("hit"),    S("kept"),   S("knew"),
    S("laid"),     S("led"),     S("left"),   S("lost"),   S("made"),
    S("met"),      S("paid"),    S("ran"),    S("rose"),   S("said"),
    S("sank"),     S("sat"),     S("saw"),    S("sent"),   S("shook"),
    S("shot"),     S("sold"),    S("sought"), S("spent"),  S("spoke"),
    S("stood"),    S("struck"),  S("swept"),  S("taught"), S("thought"),
    S("threw"),    S("told"),    S("took"),   S("went"),   S("were"),
    S("withdrew"), S("woke"),    S("won"),    S("wrote"),
};
static const ng_str other_words[] = {
    S("felt"), S("found"), S("hit"), S("left"), S("saw"), S("shot"), S("won"),
};
static const ng_str modals[] = {
    S("'d"),   S("'ll"),   S("can"),    S("could"), S("may"), S("might"),
    S("must"), S("shall"), S("should"), S("will"),  S("wo"),  S("would"),
};
static const ng_str not_past[] = {
    S("alleged"),   S("armed"),   S("based"),   S("bed"),    S("breed"),
    S("embed"),     S("feed"),    S("hundred"), S("indeed"), S("limited"),
    S("need"),      S("proceed"), S("red"),     S("sacred"), S("seed"),
    S("so-called"), S("speed"),   S("unarmed"), S("united"), S("unnamed"),
};
/* After these, what follows lies ahead, whatever their own tense. */
static const ng_str plans[] = {
    S("agreed"),    S("bound"),    S("due"),      S("expected"),  S("invited"),
    S("likely"),    S("planned"),  S("planning"), S("plans"),     S("prepared"),
    S("preparing"), S("promised"), S("ready"),    S("scheduled"), S("set"),
    S("slated"),    S("tipped"),   S("vowed"),
};
static const ng_str adjectives[] = {
    S("bound"), S("due"), S("likely"), S("ready"), S("set"), S("slated"),
};
/* "managed to leave on Tuesday": it happened, or did not, in the past. */
static const ng_str done[] = {
    S("able"),   S("began"),   S("came"),   S("continued"), S("failed"),
    S("forced"), S("had"),     S("helped"), S("managed"),   S("refused"),
    S("seemed"), S("started"), S("unable"), S("used"),
};
static const ng_str be_past[] = {S("been"), S("was"), S("were")};
static const ng_str be_now[] = {S("'m"), S("'re"), S("'s"),
                                S("am"), S("are"), S("is")};
static const ng_str have[] = {S("'ve"), S("had"), S("has"), S("have"),
                              S("having")};
static const ng_str between[] = {
    S("already"), S("also"), S("be"),    S("been"),  S("being"), S("finally"),
    S("first"),   S("just"), S("n't"),   S("never"), S("not"),   S("now"),
    S("only"),    S("soon"), S("still"), S("then"),
};
/* A clause begins here: what stands to the left of it does not govern. */
static const ng_str openers[] = {
    S("after"),  S("although"), S("as"),   S("because"), S("before"),
    S("but"),    S("if"),       S("once"), S("since"),   S("that"),
    S("though"), S("unless"),   S("when"), S("where"),   S("whereas"),
    S("which"),  S("while"),    S("who"),
};

static enum form form_of(const struct ng_word *w)
{
    bool open = w->tag == NG_TAG_NONE || w->tag == NG_TAG_JJ;
    if (open && IN(w->low, adjectives))
        return PARTICIPLE;
    if (w->tag != NG_TAG_VBN && IN(w->low, irregular) &&
        !IN(w->low, other_words))
        return PAST; /* taggers stumble over short headlines */
    switch ((enum ng_tag)w->tag) {
    case NG_TAG_VBD:
        return PAST;
    case NG_TAG_VBZ:
    case NG_TAG_VBP:
        return PRESENT;
    case NG_TAG_MD:
        return MODAL;
    case NG_TAG_TO:
        return TO;
    case NG_TAG_VBN:
        return PARTICIPLE;
    case NG_TAG_VB:
        return BASE;
    case NG_TAG_VBG:
        return ING;
    case NG_TAG_NONE:
        break;
    default:
        return NO_VERB;
    }
    ng_str s = w->low;
    if (w->kind != NG_WORD_LETTERS)
        return NO_VERB;
    if (IN(s, modals))
        return MODAL;
    if (IN(s, be_now) || ng_str_eq(s, STR("has")) ||
        ng_str_eq(s, STR("have")) || ng_str_eq(s, STR("says")))
        return PRESENT;
    if (IN(s, be_past) || IN(s, irregular))
        return PAST;
    if (s.n > 4 && ng_str_ends(s, STR("ed")) && !IN(s, not_past) &&
        w->letter_case == NG_CASE_LOWER)
        return PAST;
    return NO_VERB;
}

/* "planned to meet", "was forced to leave": what the infinitive hangs on. */
static int before_to(const struct ng_report *r, uint32_t to, uint32_t first)
{
    for (uint32_t i = to, n = 0; i > first && n < 3; n++) {
        const struct ng_word *w = &r->words.at[--i];
        if (IN(w->low, done))
            return BACK;
        if (IN(w->low, plans) || IN(w->low, be_now))
            return AHEAD;
        if (form_of(w) != NO_VERB)
            break;
    }
    return AHEAD;
}

/* The time that the verb group ending in word v speaks of. */
static int tense_of(const struct ng_report *r, uint32_t v, uint32_t first)
{
    const struct ng_word *words = r->words.at;
    enum form f = form_of(&words[v]);
    bool planned = IN(words[v].low, plans);
    if (f == MODAL)
        return AHEAD;
    int tense = f == PAST || f == PARTICIPLE ? BACK
                : f == PRESENT               ? NOW
                                             : UNKNOWN;
    bool be = false;
    for (uint32_t i = v, n = 0; i > first && n < 5; n++) {
        const struct ng_word *w = &words[--i];
        be |= ng_str_eq(w->low, STR("be"));
        if (form_of(w) == MODAL)
            return AHEAD;
        if (ng_str_eq(w->low, STR("to")))
            return f == BASE || be || tense == UNKNOWN ? before_to(r, i, first)
                                                       : tense;
        if (IN(w->low, have) && (f == PARTICIPLE || f == PAST))
            return BACK;
        if (IN(w->low, be_past))
            return planned ? AHEAD : BACK;
        if (IN(w->low, be_now))
            return f == ING || planned ? AHEAD : NOW;
        if (!IN(w->low, between))
            break;
    }
    return planned && !ng_str_eq(words[v].low, STR("agreed")) ? AHEAD : tense;
}

/* "will fly there on Thursday, the ministry said": a verb behind the comma does
 * not govern a time that has a verb in front of it. */
static bool across_comma(const struct ng_report *r, uint32_t w, uint32_t head,
                         uint32_t first)
{
    uint32_t i = w + 1;
    while (i < head && !ng_str_eq(r->words.at[i].low, STR(",")))
        i++;
    if (i >= head)
        return false;
    for (i = w; i > first; i--) {
        enum form f = form_of(&r->words.at[i - 1]);
        if (f != NO_VERB && f != TO && f != ING)
            return true;
    }
    return false;
}

static int climb(const struct ng_report *r, uint32_t w, uint32_t first,
                 uint32_t end)
{
    for (int n = 0; n < 5; n++) {
        uint32_t head = r->words.at[w].head;
        if (head == NG_NONE || head < first || head >= end || head == w ||
            (n == 0 && across_comma(r, w, head, first)))
            return UNKNOWN;
        enum form f = form_of(&r->words.at[head]);
        if (f != NO_VERB && f != TO) {
            int tense = tense_of(r, head, first);
            if (tense != UNKNOWN)
                return tense;
        }
        w = head;
    }
    return UNKNOWN;
}

int ng_tense_at(const struct ng_report *r, uint32_t w)
{
    if (w >= r->words.n || r->words.at[w].sentence >= r->sentences.n)
        return UNKNOWN;
    const struct ng_sentence *s = &r->sentences.at[r->words.at[w].sentence];
    uint32_t first = s->first, end = s->end;
    if (end > r->words.n || w < first || w >= end)
        return UNKNOWN;
    if (r->words.at[w].rel != NG_REL_NONE) {
        int tense = climb(r, w, first, end);
        if (tense != UNKNOWN)
            return tense;
    }
    uint32_t stop = first;
    for (uint32_t i = w, n = 0; i > first && n < WINDOW; n++) {
        const struct ng_word *x = &r->words.at[--i];
        enum form f = form_of(x);
        if (f != NO_VERB && f != TO && f != ING) {
            int tense = tense_of(r, i, first);
            if (tense != UNKNOWN)
                return tense;
        }
        if (ng_str_eq(x->low, STR("to")) && i + 1 < w &&
            form_of(&r->words.at[i + 1]) == BASE)
            return before_to(r, i, first);
        if (IN(x->low, openers) || ng_str_eq(x->low, STR(";"))) {
            stop = i;
            break;
        }
    }
    for (uint32_t i = w + 1, n = 0; i < end && n < WINDOW; i++, n++) {
        enum form f = form_of(&r->words.at[i]);
        if (f == NO_VERB || f == TO || f == ING)
            continue;
        /* to the end of the group: "has been scheduled" */
        while (f != MODAL && i + 1 < end &&
               (form_of(&r->words.at[i + 1]) != NO_VERB ||
                IN(r->words.at[i + 1].low, between)) &&
               form_of(&r->words.at[i + 1]) != TO)
            i++;
        return tense_of(r, i, first);
    }
    /* a clause without a verb that we know: "as he meets ... Thursday" takes
     * the time of the one before it */
    for (uint32_t i = stop, n = 0; i > first && n < WINDOW; n++) {
        enum form f = form_of(&r->words.at[--i]);
        if (f != NO_VERB && f != TO && f != ING)
            return tense_of(r, i, first);
    }
    return UNKNOWN;
}

bool ng_tense_is_now(const struct ng_report *r, uint32_t w)
{
    if (w >= r->words.n || r->words.at[w].sentence >= r->sentences.n)
        return false;
    const struct ng_sentence *s = &r->sentences.at[r->words.at[w].sentence];
    if (s->first != w || s->end > r->words.n)
        return false;
    uint32_t i = w;
    while (i < s->end && !ng_str_eq(r->words.at[i].low, STR(",")))
        i++;
    for (; i < s->end; i++) {
        enum form f = form_of(&r->words.at[i]);
        if (f != NO_VERB && f != TO && f != ING)
            return f == PRESENT;
    }
    return false;
}

bool ng_tense_is_perfect(const struct ng_report *r, uint32_t w)
{
    if (w >= r->words.n || r->words.at[w].sentence >= r->sentences.n)
        return false;
    uint32_t first = r->sentences.at[r->words.at[w].sentence].first;
    for (uint32_t i = w, n = 0; i > first && n < WINDOW; n++)
        if (ng_str_eq(r->words.at[--i].low, STR("had")))
            return true;
    return false;
}
