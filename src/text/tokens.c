#include "text/tokens.h"

#define IN(table, s) in_table(table, sizeof table / sizeof *table, s)

/* Never the last word of a sentence: a name or a number follows. Lower case,
 * without the stop. */
static const ng_str titles[] = {
    S("mr"),  S("mrs"),    S("ms"),     S("dr"),   S("prof"),  S("gen"),
    S("col"), S("lt"),     S("sgt"),    S("maj"),  S("capt"),  S("cmdr"),
    S("adm"), S("gov"),    S("sen"),    S("sens"), S("rep"),   S("reps"),
    S("rev"), S("hon"),    S("messrs"), S("mme"),  S("mlle"),  S("st"),
    S("ste"), S("mt"),     S("ft"),     S("pres"), S("supt"),  S("det"),
    S("cpl"), S("pvt"),    S("brig"),   S("insp"), S("amb"),   S("sec"),
    S("vs"),  S("approx"), S("e.g"),    S("i.e"),  S("cf"),    S("viz"),
    S("fr"),  S("atty"),   S("gens"),   S("drs"),  S("profs"), S("govs"),
    S("vol"), S("vols"),   S("nos"),    S("pp"),   S("fig"),   S("figs"),
};

/* May end a sentence. */
static const ng_str shorts[] = {
    S("inc"),  S("ltd"),  S("co"),   S("corp"), S("llc"),  S("bros"),
    S("jr"),   S("sr"),   S("esq"),  S("etc"),  S("al"),   S("jan"),
    S("feb"),  S("mar"),  S("apr"),  S("jun"),  S("jul"),  S("aug"),
    S("sep"),  S("sept"), S("oct"),  S("nov"),  S("dec"),  S("mon"),
    S("tue"),  S("tues"), S("wed"),  S("thu"),  S("thur"), S("thurs"),
    S("fri"),  S("ave"),  S("blvd"), S("rd"),   S("dept"), S("est"),
    S("assn"), S("univ"), S("intl"), S("natl"), S("govt"), S("calif"),
    S("conn"), S("fla"),  S("mass"), S("mich"), S("minn"), S("pa"),
    S("va"),   S("wis"),  S("ala"),  S("ariz"), S("ark"),  S("colo"),
    S("ga"),   S("ill"),  S("kan"),  S("ky"),   S("md"),   S("mo"),
    S("mont"), S("neb"),  S("nev"),  S("okla"), S("ore"),  S("tenn"),
    S("tex"),  S("vt"),   S("wyo"),  S("ph.d"), S("a.m"),  S("p.m"),
    S("u.s"),  S("u.n"),  S("u.k"),  S("e.u"),  S("d.c"),  S("min"),
    S("max"),  S("hrs"),  S("lbs"),  S("oz"),   S("cie"),  S("plc"),
    S("pty"),  S("bhd"),  S("sdn"),  S("n.v"),  S("s.a"),
};

/* Of the shorts, those that are common words in lower case. */
static const ng_str needs_capital[] = {
    S("mar"), S("jun"), S("mon"),  S("wed"), S("fri"),  S("pa"),  S("ill"),
    S("ark"), S("mo"),  S("va"),   S("ore"), S("mass"), S("min"), S("max"),
    S("co"),  S("al"),  S("est"),  S("sec"), S("fig"),  S("rep"), S("hon"),
    S("gen"), S("det"), S("fr"),   S("sun"), S("sat"),  S("rev"), S("st"),
    S("nov"), S("dec"), S("pres"), S("ky"),  S("ga"),   S("md"),  S("ms"),
};

/* Abbreviations before a number alone. */
static const ng_str before_numbers[] = {S("no"), S("art"), S("p"),
                                        S("c"),  S("ca"),  S("para")};

/* Left parts that stay on the word they stand before. */
static const ng_str prefixes[] = {
    S("anti"),  S("pro"),  S("non"),   S("pre"),  S("post"),    S("ex"),
    S("co"),    S("re"),   S("mid"),   S("sub"),  S("trans"),   S("inter"),
    S("intra"), S("pan"),  S("neo"),   S("semi"), S("mini"),    S("un"),
    S("al"),    S("el"),   S("ul"),    S("ar"),   S("as"),      S("az"),
    S("ad"),    S("an"),   S("ash"),   S("at"),   S("bin"),     S("ibn"),
    S("abu"),   S("umm"),  S("de"),    S("e"),    S("x"),       S("t"),
    S("multi"), S("vice"), S("ultra"), S("over"), S("counter"), S("arch"),
};

/* Right parts that follow a name and stand for themselves. */
static const ng_str followers[] = {
    S("led"),     S("run"),      S("born"),     S("made"),     S("held"),
    S("wide"),    S("style"),    S("like"),     S("era"),      S("owned"),
    S("made"),    S("speaking"), S("type"),     S("class"),    S("friendly"),
    S("only"),    S("free"),     S("level"),    S("funded"),   S("sponsored"),
    S("area"),    S("bound"),    S("brokered"), S("occupied"), S("linked"),
    S("to"),      S("and"),      S("trained"),  S("built"),    S("bred"),
    S("related"), S("going"),    S("sized"),    S("leaning"),  S("wing"),
};

static const ng_str apostrophe_words[] = {
    S("'em"),   S("'til"), S("'cause"), S("'tis"),  S("'twas"),
    S("'bout"), S("'n"),   S("'round"), S("'till"),
};

/* Units that are cut off the number they are glued to. */
static const ng_str units[] = {
    S("am"), S("pm"),  S("a.m"),  S("p.m"), S("km"),  S("kg"),
    S("mm"), S("cm"),  S("m"),    S("bn"),  S("mn"),  S("tn"),
    S("k"),  S("ft"),  S("mph"),  S("kph"), S("kmh"), S("mw"),
    S("gw"), S("hrs"), S("mins"), S("min"), S("lbs"), S("g"),
    S("kt"), S("mb"),  S("gb"),   S("tb"),  S("hz"),  S("ghz"),
};

static bool in_table(const ng_str *table, size_t n, ng_str s)
{
    for (size_t i = 0; i < n; i++)
        if (ng_str_eq_nocase(table[i], s))
            return true;
    return false;
}

struct cutter {
    ng_str text; /* up to the end of the range that is cut */
    ng_tokens *to;
    struct ng_arena *arena;
};

static void put(struct cutter *c, size_t beg, size_t end, enum ng_token_kind k,
                enum ng_mark mark)
{
    if (beg < end)
        *ng_push(c->to, c->arena) = (struct ng_token){
            {(uint32_t)beg, (uint32_t)end}, (uint8_t)k, (uint8_t)mark};
}

static ng_str cut(const struct cutter *c, size_t beg, size_t end)
{
    return (ng_str){c->text.p + beg, end - beg};
}

static struct ng_glyph glyph(const struct cutter *c, size_t i)
{
    if (i >= c->text.n)
        return (struct ng_glyph){1, NG_GLYPH_SPACE, 0, ' '};
    return ng_glyph_at(c->text, i);
}

static bool is_alnum_at(const struct cutter *c, size_t i)
{
    struct ng_glyph g = glyph(c, i);
    return g.class == NG_GLYPH_LETTER || g.class == NG_GLYPH_DIGIT;
}

/* An ASCII capital, or any letter beyond ASCII whose lower form differs: the
 * two-byte capitals of Latin, Greek and Cyrillic. */
static bool starts_upper(ng_str s)
{
    if (s.n == 0)
        return false;
    if (ng_is_upper(s.p[0]))
        return true;
    unsigned char a = (unsigned char)s.p[0];
    unsigned char b = s.n > 1 ? (unsigned char)s.p[1] : 0;
    return (a == 0xc3 && b >= 0x80 && b <= 0x9e) ||
           ((a == 0xc4 || a == 0xc5) && b % 2 == 0);
}

/* Nothing but letters and digits of ASCII. */
static bool is_plain_word(ng_str s)
{
    for (size_t i = 0; i < s.n; i++)
        if (!ng_is_alpha(s.p[i]) && !ng_is_digit(s.p[i]))
            return false;
    return true;
}

/* Length of the n't, 's, 're, ... at the end of s, apostrophe of one or three
 * bytes; 0 if there is none. */
static size_t clitic(ng_str s)
{
    static const ng_str tails[] = {S("s"),  S("re"), S("ve"),
                                   S("ll"), S("d"),  S("m")};
    for (size_t i = 0; i < sizeof tails / sizeof *tails; i++) {
        size_t n = tails[i].n;
        if (s.n < n + 2)
            continue;
        ng_str tail = {s.p + s.n - n, n}, head = {s.p, s.n - n};
        if (!ng_str_eq_nocase(tail, tails[i]))
            continue;
        if (head.p[head.n - 1] == '\'')
            return n + 1;
        if (head.n > 3 && ng_str_ends(head, STR("\xe2\x80\x99")))
            return n + 3;
    }
    for (size_t mark = 1; mark <= 3; mark += 2) {
        size_t n = mark + 2;
        if (s.n <= n || (s.p[s.n - 1] | 32) != 't' ||
            (s.p[s.n - n] | 32) != 'n')
            continue;
        ng_str m = {s.p + s.n - n + 1, mark};
        if (ng_str_eq(m, mark == 1 ? STR("'") : STR("\xe2\x80\x99")))
            return n;
    }
    return 0;
}

/* Where a word falls apart: what comes off its end. */
static size_t tail_of(ng_str s)
{
    static const ng_str glued[] = {S("cannot"), S("gonna"), S("gotta"),
                                   S("wanna")};
    for (size_t i = 0; i < sizeof glued / sizeof *glued; i++)
        if (ng_str_eq_nocase(s, glued[i]))
            return i == 0 ? 3 : 2;
    return is_plain_word(s) ? 0 : clitic(s);
}

/* A word without hyphens to cut: at most a contraction comes off. */
static void put_word(struct cutter *c, size_t beg, size_t end,
                     enum ng_mark mark)
{
    if (beg >= end)
        return;
    ng_str s = cut(c, beg, end);
    size_t tail = mark == NG_MARK_NONE ? tail_of(s) : 0;
    put(c, beg, end - tail,
        ng_is_digit(s.p[0]) ? NG_TOKEN_NUMBER : NG_TOKEN_WORD, mark);
    put(c, end - tail, end, NG_TOKEN_WORD, NG_MARK_NONE);
}

/* Hwang Hee-Chan, Kim Jong-Un: a given name of two short parts behind a family
 * name, where "the Trump-Kim talks" has an article. */
static bool is_given_name(const struct cutter *c, size_t beg, ng_str left,
                          ng_str right)
{
    static const ng_str before_pairs[] = {
        S("the"), S("a"),  S("an"),  S("this"),  S("that"),   S("in"),
        S("at"),  S("on"), S("for"), S("after"), S("before"), S("as"),
        S("his"), S("of"), S("and"), S("with"),  S("both"),   S("its"),
    };
    if (c->to->n == 0 || left.n > 5 || right.n > 5 || !starts_upper(right))
        return false;
    struct ng_token last = c->to->at[c->to->n - 1];
    ng_str before = ng_slice(c->text, last.at);
    return last.kind == NG_TOKEN_WORD && last.at.end + 1 == beg &&
           starts_upper(before) && last.mark == NG_MARK_NONE &&
           !IN(before_pairs, before);
}

/* True if the first hyphen of left-right is a place to cut (tokens.h). */
static bool parts_stand_alone(ng_str left, ng_str right)
{
    if (ng_str_eq_nocase(right, STR("old"))) /* 10-year-old */
        return true;
    if (left.n == 1 || right.n == 0 || IN(prefixes, left))
        return false;
    if (starts_upper(left)) {
        if (starts_upper(right))
            return right.n > 1;
        return left.p[left.n - 1] == '.' || IN(followers, right) ||
               (right.n > 4 && ng_str_ends(right, STR("ed"))) ||
               (right.n > 6 && ng_str_ends(right, STR("ing")));
    }
    return starts_upper(right) && right.n > 1;
}

/* A word that may hold hyphens. Cut all of them or none. */
static void put_compound(struct cutter *c, size_t beg, size_t end,
                         enum ng_mark mark)
{
    size_t first = SIZE_MAX, next = end;
    if (is_plain_word(cut(c, beg, end))) {
        put_word(c, beg, end, mark);
        return;
    }
    for (size_t i = beg; i < end; i += glyph(c, i).bytes)
        if (glyph(c, i).mark == NG_MARK_HYPHEN) {
            if (first != SIZE_MAX) {
                next = i;
                break;
            }
            first = i;
        }
    if (first == SIZE_MAX) {
        put_word(c, beg, end, mark);
        return;
    }
    size_t after = first + glyph(c, first).bytes;
    ng_str right = cut(c, after, next);
    right.n -= next == end ? clitic(right) : 0;
    if (!parts_stand_alone(cut(c, beg, first), right) ||
        is_given_name(c, beg, cut(c, beg, first), right)) {
        put_word(c, beg, end, mark);
        return;
    }
    for (size_t i = beg, from = beg; i < end;) {
        struct ng_glyph g = glyph(c, i);
        i += g.bytes;
        if (g.mark == NG_MARK_HYPHEN) {
            put_word(c, from, i - g.bytes, NG_MARK_NONE);
            put(c, i - g.bytes, i, NG_TOKEN_MARK, NG_MARK_HYPHEN);
            from = i;
        }
        if (i >= end)
            put_word(c, from, end, mark);
    }
}

static size_t skip_space(const struct cutter *c, size_t i)
{
    while (i < c->text.n && glyph(c, i).class == NG_GLYPH_SPACE)
        i += glyph(c, i).bytes;
    return i;
}

static bool is_dotted(ng_str s) /* u.s  p.m  j.k  ph.d */
{
    if (s.n < 3 || s.p[1] != '.')
        return false;
    for (size_t i = 0; i < s.n; i++)
        if (i % 2 ? s.p[i] != '.' : !ng_is_alpha(s.p[i]))
            return false;
    return s.n % 2 == 1;
}

enum { LONGEST = 6 /* bytes of an abbreviation above */ };

/* What the full stop at `end` is to the word before it. */
static enum ng_mark stop_of(const struct cutter *c, size_t beg, size_t end)
{
    ng_str s = cut(c, beg, end);
    size_t next = skip_space(c, end + 1);
    struct ng_glyph g = glyph(c, next);
    bool last = next >= c->text.n;
    if (is_dotted(s))
        return IN(titles, s) ? NG_MARK_TITLE : NG_MARK_SHORT;
    if (s.n > LONGEST)
        return NG_MARK_NONE;
    if (s.n == 1 && ng_is_upper(*s.p) && !last) {
        bool name =
            c->to->n > 0 && *s.p == 'I'
                ? starts_upper(ng_slice(c->text, c->to->at[c->to->n - 1].at))
                : true;
        return name && starts_upper(cut(c, next, c->text.n)) ? NG_MARK_TITLE
                                                             : NG_MARK_NONE;
    }
    if (IN(before_numbers, s))
        return g.class == NG_GLYPH_DIGIT ? NG_MARK_TITLE : NG_MARK_NONE;
    if (ng_str_eq(s, STR("al")) && c->to->n > 0 &&
        ng_str_eq(ng_slice(c->text, c->to->at[c->to->n - 1].at), STR("et")))
        return NG_MARK_SHORT;
    if (IN(needs_capital, s) && !starts_upper(s))
        return NG_MARK_NONE;
    if (IN(titles, s))
        return last ? NG_MARK_NONE : NG_MARK_TITLE;
    return IN(shorts, s) ? NG_MARK_SHORT : NG_MARK_NONE;
}

/* One more character of the word at i? Letters and digits always; a mark only
 * where a letter or digit goes on behind it. */
static bool goes_on(const struct cutter *c, size_t beg, size_t i)
{
    struct ng_glyph g = ng_glyph_at(c->text, i);
    if (g.class == NG_GLYPH_LETTER || g.class == NG_GLYPH_DIGIT)
        return true;
    if (g.class != NG_GLYPH_MARK || !is_alnum_at(c, i + g.bytes))
        return false;
    char before = c->text.p[i - 1], after = c->text.p[i + g.bytes];
    if (g.plain == '\'' && c->text.p[i] != '`' && g.mark != NG_MARK_SINGLE_OPEN)
        return ng_is_alpha(after) && !ng_is_digit(before);
    if (g.plain == '-')
        return g.mark == NG_MARK_HYPHEN;
    if (g.plain == '&')
        return ng_is_upper(before) && ng_is_upper(after);
    if (g.plain == '_')
        return true;
    if (g.plain != '.' || g.bytes > 1)
        return false;
    /* "end.The" lacks a space; "U.S.The" too. */
    return !(ng_is_upper(after) && i - beg >= 2 && ng_is_lower(before) &&
             i + 2 < c->text.n && ng_is_lower(c->text.p[i + 2]));
}

static size_t word_at(struct cutter *c, size_t i)
{
    size_t beg = i;
    while (i < c->text.n && goes_on(c, beg, i))
        i += ng_glyph_at(c->text, i).bytes;
    size_t end = i;
    enum ng_mark mark = NG_MARK_NONE;
    bool stop = i < c->text.n && c->text.p[i] == '.' &&
                !(i + 1 < c->text.n && c->text.p[i + 1] == '.');
    if (stop) {
        /* "Stratford-St." and "non-U.S." are known by their last part. */
        size_t from = end;
        while (from > beg && c->text.p[from - 1] != '-')
            from--;
        mark = stop_of(c, from, end);
        end += mark != NG_MARK_NONE;
    }
    put_compound(c, beg, end, mark);
    return end;
}

/* 2,000  3.5  10:30  1/2  2019-04-24  713-853-3989 */
static size_t number_end(const struct cutter *c, size_t i)
{
    while (i < c->text.n) {
        char p = c->text.p[i];
        bool more = i + 1 < c->text.n && ng_is_digit(c->text.p[i + 1]);
        if (!ng_is_digit(p) &&
            !(more && (p == ',' || p == '.' || p == ':' || p == '/')))
            break;
        i++;
    }
    return i;
}

/* Two or more hyphens between runs of digits are one number: a date, a
 * telephone. One is a range or a score. */
static size_t hyphened_end(const struct cutter *c, size_t i)
{
    size_t hyphens = 0, at = i;
    while (at + 1 < c->text.n && at - i < 24 && c->text.p[at] == '-' &&
           ng_is_digit(c->text.p[at + 1])) {
        hyphens++;
        for (at++; at < c->text.n && at - i < 24 && ng_is_digit(c->text.p[at]);)
            at++;
    }
    return hyphens >= 2 && !is_alnum_at(c, at) ? at : i;
}

static size_t number_at(struct cutter *c, size_t beg)
{
    size_t end = number_end(c, beg);
    size_t whole = hyphened_end(c, end);
    if (whole > end) {
        put(c, beg, whole, NG_TOKEN_NUMBER, NG_MARK_NONE);
        return whole;
    }
    size_t i = end;
    while (i < c->text.n &&
           (is_alnum_at(c, i) ||
            (c->text.p[i] == '.' && i > end && is_alnum_at(c, i + 1))))
        i += glyph(c, i).bytes;
    ng_str tail = cut(c, end, i);
    if (i > end && IN(units, tail)) {
        put(c, beg, end, NG_TOKEN_NUMBER, NG_MARK_NONE);
        return word_at(c, end);
    }
    if (i > end && tail.n <= 2) { /* 2nd  1990s  3D */
        put(c, beg, i, NG_TOKEN_NUMBER, NG_MARK_NONE);
        return i;
    }
    if (i > end) /* an odd code: F16, 4x4 */
        return word_at(c, beg);
    put(c, beg, end, NG_TOKEN_NUMBER, NG_MARK_NONE);
    return end;
}

/* An address of the web or of mail, a handle, a hashtag: to the next space,
 * without the marks that end a sentence. Returns `beg` if there is none. */
static size_t address_at(struct cutter *c, size_t beg)
{
    ng_str rest = cut(c, beg, c->text.n);
    char first = ng_to_lower(rest.p[0]);
    bool web =
        (first == 'h' && (ng_str_starts_nocase(rest, STR("http://")) ||
                          ng_str_starts_nocase(rest, STR("https://")))) ||
        (first == 'w' && ng_str_starts_nocase(rest, STR("www.")));
    bool handle = (rest.p[0] == '@' || rest.p[0] == '#') && rest.n > 1 &&
                  ng_is_alpha(rest.p[1]);
    size_t i = beg, at = SIZE_MAX;
    if (web) {
        while (i < c->text.n && glyph(c, i).class != NG_GLYPH_SPACE &&
               !memchr("<>\"", c->text.p[i], 3) &&
               glyph(c, i).mark != NG_MARK_QUOTE_CLOSE)
            i += glyph(c, i).bytes;
        while (i > beg && memchr(".,;:!?)]'", c->text.p[i - 1], 9))
            i--;
    } else if (handle) {
        for (i++; i < c->text.n &&
                  (ng_is_alpha(c->text.p[i]) || ng_is_digit(c->text.p[i]) ||
                   c->text.p[i] == '_');)
            i++;
    } else if (ng_is_alpha(rest.p[0]) || ng_is_digit(rest.p[0])) {
        for (; i < c->text.n && i - beg < 254; i++) {
            char p = c->text.p[i];
            if (p == '@' && at == SIZE_MAX)
                at = i;
            else if (!ng_is_alpha(p) && !ng_is_digit(p) &&
                     !memchr("._+-", p, 4))
                break;
        }
        while (i > beg && (c->text.p[i - 1] == '.' || c->text.p[i - 1] == '-'))
            i--;
        if (at == SIZE_MAX || at + 3 > i)
            return beg;
    }
    put(c, beg, i, NG_TOKEN_WORD, NG_MARK_NONE);
    return i;
}

static size_t mark_at(struct cutter *c, size_t beg)
{
    struct ng_glyph g = glyph(c, beg);
    size_t i = beg + g.bytes;
    enum ng_mark mark = g.mark;
    char p = c->text.p[beg];
    if (g.plain == '\'' && beg + 2 < c->text.n) {
        size_t end = i;
        while (end < c->text.n && end - beg < 12 &&
               (ng_is_alpha(c->text.p[end]) || ng_is_digit(c->text.p[end])))
            end++;
        ng_str s = cut(c, i, end);
        char low[16] = "'";
        memcpy(low + 1, s.p, s.n < 14 ? s.n : 14);
        bool decade = s.n == 3 && ng_is_digit(s.p[0]) && s.p[2] == 's';
        if (decade || IN(apostrophe_words, ((ng_str){low, s.n + 1}))) {
            put(c, beg, end, decade ? NG_TOKEN_NUMBER : NG_TOKEN_WORD,
                NG_MARK_NONE);
            return end;
        }
    }
    if (mark == NG_MARK_ASK)
        while (i < c->text.n && (c->text.p[i] == '?' || c->text.p[i] == '!'))
            i++;
    else if (g.bytes == 1 && memchr(".-*=_~#'`", p, 9))
        while (i < c->text.n && c->text.p[i] == p)
            i++;
    if (p == '.' && i - beg > 1)
        mark = NG_MARK_ELLIPSIS;
    if (p == '-' && i - beg > 1)
        mark = NG_MARK_DASH;
    if ((p == '\'' || p == '`') && i - beg == 2)
        mark = p == '`' ? NG_MARK_QUOTE_OPEN : NG_MARK_QUOTE_CLOSE;
    if (p == '`' && i - beg == 1)
        mark = NG_MARK_SINGLE_OPEN;
    if (p == '-' && i - beg == 1 &&
        (i >= c->text.n || glyph(c, i).class == NG_GLYPH_SPACE))
        mark = NG_MARK_DASH;
    put(c, beg, i, NG_TOKEN_MARK, mark);
    return i;
}

/* US$, A$, HK$: the letters go with the sign. */
static size_t currency_at(const struct cutter *c, size_t i)
{
    size_t end = i;
    while (end < c->text.n && end - i < 3 && ng_is_upper(c->text.p[end]))
        end++;
    return end > i && end < c->text.n && c->text.p[end] == '$' ? end + 1 : i;
}

void ng_cut_tokens(ng_str text, ng_range within, ng_tokens *to,
                   struct ng_arena *a)
{
    struct cutter c = {{text.p, within.end}, to, a};
    for (size_t i = within.beg; (i = skip_space(&c, i)) < within.end;) {
        struct ng_glyph g = glyph(&c, i);
        size_t end = g.bytes == 1 ? address_at(&c, i) : i;
        size_t money = currency_at(&c, i);
        if (end > i) {
            i = end;
        } else if (money > i) {
            put(&c, i, money, NG_TOKEN_MARK, NG_MARK_OTHER);
            i = money;
        } else if (g.class == NG_GLYPH_DIGIT) {
            i = number_at(&c, i);
        } else if (g.class == NG_GLYPH_LETTER) {
            i = word_at(&c, i);
        } else {
            i = mark_at(&c, i);
        }
    }
}
