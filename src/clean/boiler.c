#include "clean/boiler.h"
#include "clean/whence.h"

/* HAS_ONE: anywhere in a part that is one sentence up to there.
 * NO_VERB: not if the sentence tells something ("Terms of use were changed").
 */
enum where {
    START = 1,
    WHOLE = 2,
    SENTENCE = 4,
    HAS = 8,
    HAS_ONE = 16,
    NO_VERB = 32
};
static const struct {
    ng_str text;
    uint8_t where;
    uint16_t longest; /* of the part or sentence */
} patterns[] = {
    {S("related article"), START, 300},
    {S("related stor"), START, 300},
    {S("related:"), START, 300},
    {S("related news"), START, 200},
    {S("related content"), START, 100},
    {S("related topics"), START, 200},
    {S("related coverage"), START, 200},
    {S("read more"), START | SENTENCE, 250},
    {S("read also"), START, 250},
    {S("also read"), START, 250},
    {S("read the full"), START, 160},
    {S("read next"), START, 250},
    {S("read a lot more"), START, 250},
    {S("reada lot more"), START, 250},
    {S("see also"), START, 250},
    {S("see more"), START, 120},
    {S("more on this"), START, 200},
    {S("more from"), START, 120},
    {S("more stories"), START, 120},
    {S("more:"), START, 200},
    {S("you may also like"), START, 200},
    {S("you might also like"), START, 200},
    {S("recommended"), WHOLE, 40},
    {S("don't miss"), START, 160},
    {S("up next"), START, 120},
    {S("most read"), START, 80},
    {S("most popular"), START, 80},
    {S("trending"), WHOLE, 40},
    {S("trending now"), START, 80},
    {S("watch live"), START, 120},
    {S("watch:"), START, 200},
    {S("watch the video"), START, 160},
    {S("listen:"), START, 160},
    {S("video:"), START, 200},
    {S("photos:"), START, 200},
    {S("play video"), START, 80},
    {S("sign up for"), START | SENTENCE | NO_VERB, 300},
    {S("sign up to"), START, 300},
    {S("sign in"), WHOLE, 40},
    {S("log in"), WHOLE, 40},
    {S("subscribe"), WHOLE, 40},
    {S("subscribe to"), START, 250},
    {S("subscribe now"), START, 200},
    {S("already a subscriber"), START, 160},
    {S("get the latest"), START, 250},
    {S("get our"), START, 200},
    {S("get breaking news"), START, 250},
    {S("our newsletter"), HAS_ONE, 250},
    {S("daily newsletter"), HAS_ONE, 250},
    {S("weekly newsletter"), HAS_ONE, 250},
    {S("delivered to your inbox"), HAS_ONE, 250},
    {S("straight to your inbox"), HAS_ONE, 250},
    {S("enter your email"), START, 160},
    {S("thank you for subscribing"), START, 160},
    {S("click here to"), START | SENTENCE, 250},
    {S("click here for"), START | SENTENCE, 250},
    {S("tap here"), START, 160},
    {S("follow us on"), START | SENTENCE, 250},
    {S("follow us"), WHOLE, 40},
    {S("like us on"), START | SENTENCE, 200},
    {S("join us on"), START, 200},
    {S("join our"), START, 250},
    {S("find us on"), START, 200},
    {S("follow him on"), HAS, 300},
    {S("follow her on"), HAS, 300},
    {S("follow them on"), HAS, 300},
    {S("follow the author"), START, 200},
    {S("share this"), START | SENTENCE, 160},
    {S("share on"), START, 120},
    {S("share via"), START, 120},
    {S("advertisement"), WHOLE | SENTENCE, 60},
    {S("advertisement - "), START, 120},
    {S("- advertisement -"), START, 120},
    {S("advertisement. story continues"), START, 120},
    {S("story continues below"), START | SENTENCE, 120},
    {S("article continues below"), START | SENTENCE, 120},
    {S("story continues after"), START | SENTENCE, 120},
    {S("article continues after"), START | SENTENCE, 120},
    {S("continue reading"), START, 160},
    {S("scroll down"), START, 120},
    {S("copyright \xC2\xA9"), START | SENTENCE, 400},
    {S("copyright (c)"), START | SENTENCE, 400},
    {S("copyright 19"), START | SENTENCE, 400},
    {S("copyright 20"), START | SENTENCE, 400},
    {S("copyright by"), START, 300},
    {S("(c) copyright"), START | SENTENCE, 300},
    {S("(c) 20"), START | SENTENCE, 300},
    {S("\xC2\xA9"), START | SENTENCE, 300},
    {S("all rights reserved"), START | SENTENCE, 400},
    {S("all rights reserved"), HAS, 300},
    {S("this material may not be published"), START | SENTENCE, 300},
    {S("terms of use"), START | SENTENCE | NO_VERB, 200},
    {S("terms of service"), START | SENTENCE | NO_VERB, 200},
    {S("terms and conditions"), START | NO_VERB, 160},
    {S("privacy policy"), START | NO_VERB, 160},
    {S("cookie policy"), START, 160},
    {S("we use cookies"), START, 500},
    {S("this site uses cookies"), START, 500},
    {S("this website uses cookies"), START, 500},
    {S("accept all cookies"), START, 200},
    {S("by continuing to use this site"), START, 300},
    {S("please enable javascript"), START, 200},
    {S("skip to"), START, 60},
    {S("loading..."), START, 60},
    {S("back to top"), START, 60},
    {S("leave a comment"), START, 120},
    {S("post a comment"), START, 120},
    {S("comments"), WHOLE, 30},
    {S("tags:"), START, 300},
    {S("topics:"), START, 300},
    {S("filed under"), START, 300},
    {S("categories:"), START, 200},
    {S("in this article:"), START, 200},
    {S("keywords:"), START, 300},
    {S("reporting by"), START | SENTENCE | NO_VERB, 300},
    {S("(reporting by"), START | SENTENCE | NO_VERB, 300},
    {S("additional reporting by"), START | SENTENCE | NO_VERB, 300},
    {S("(additional reporting by"), START | SENTENCE | NO_VERB, 300},
    {S("editing by"), START | SENTENCE | NO_VERB, 200},
    {S("(editing by"), START | SENTENCE | NO_VERB, 200},
    {S("writing by"), START | NO_VERB, 200},
    {S("(writing by"), START | NO_VERB, 200},
    {S("our standards:"), START, 200},
    {S("the post "), START, 0},
    {S("original url"), START, 400},
    {S("source url"), START, 400},
    {S("original article"), START, 400},
    {S("original source"), START, 400},
    {S("original link"), START, 400},
    {S("source: http"), START, 400},
    {S("source link"), START, 400},
    {S("url: http"), START, 400},
    {S("link: http"), START, 400},
    {S("via: http"), START, 400},
    {S("support our journalism"), START, 300},
    {S("support independent"), START, 300},
    {S("download our app"), START | SENTENCE, 200},
    {S("download the app"), START, 200},
    {S("contact us"), START, 120},
    {S("contact the author"), START, 200},
    {S("about the author"), START, 60},
    {S("send us your"), START, 200},
    {S("have a tip"), START, 250},
    {S("got a tip"), START, 250},
    {S("minute read"), HAS, 30},
    {S("min read"), HAS, 30},
    {S("this article originally appeared on"), START, 250},
    {S("this story originally appeared on"), START, 250},
    {S("this article was originally published"), START, 250},
    {S("this story was originally published"), START, 250},
    {S("originally published"), START, 200},
    {S("originally appeared on"), START, 200},
    {S("this article first appeared"), START, 250},
    {S("this story first appeared"), START, 250},
    {S("this story has been corrected to fix"), START | SENTENCE, 120},
    {S("this article has been corrected to fix"), START | SENTENCE, 120},
    {S("this report has been corrected to fix"), START | SENTENCE, 120},
    {S("this version corrects the spelling"), START | SENTENCE, 160},
    {S("republished with permission"), START, 250},
    {S("published under a creative commons"), HAS, 300},
};
enum { PATTERNS = sizeof patterns / sizeof *patterns };

/* What share bars and the tools of a page are made of. */
static const ng_str bar_words[] = {
    S("share"),     S("tweet"),    S("email"),     S("e-mail"),
    S("print"),     S("facebook"), S("twitter"),   S("whatsapp"),
    S("linkedin"),  S("reddit"),   S("pinterest"), S("telegram"),
    S("messenger"), S("copy"),     S("link"),      S("save"),
    S("comment"),   S("comments"), S("pin"),       S("it"),
    S("this"),      S("on"),       S("via"),       S("x"),
    S("flipboard"), S("more"),     S("sms"),       S("a"),
    S("|"),         S("/"),        S("\xC2\xB7"),  S("+"),
    S("-"),         S("viber"),    S("bookmark"),  S("home"),
    S("news"),      S("world"),    S("sport"),     S("sports"),
    S("business"),  S("politics"), S("opinion"),   S("weather"),
    S("culture"),   S("menu"),     S("search"),    S("article"),
    S("listen"),    S("google"),
};

static bool bar_word(ng_str w)
{
    for (size_t k = 0; k < sizeof bar_words / sizeof *bar_words; k++)
        if (ng_str_eq(w, bar_words[k]))
            return true;
    return false;
}

static bool is_bar(ng_str s)
{
    size_t words = 0, strong = 0;
    bool one = !ng_cut_at(s, ' ').found;
    while (s.n) {
        ng_cut cut = ng_cut_at(s, ' ');
        s = cut.tail;
        ng_str w = cut.head;
        while (w.n && strchr(",:0123456789", w.p[w.n - 1]))
            w.n--;
        if (!w.n)
            continue;
        if (!bar_word(w))
            return false;
        words++;
        strong += w.n > 4;
    }
    return words > 0 && words <= 30 && (one ? strong : words >= 2 && strong);
}

/* "10:45 a.m.", "14:32 GMT": the stamp over an entry of a live blog. */
static bool is_stamp(ng_str s)
{
    if (s.n > 24 || s.n < 4 || !ng_is_digit(s.p[0]))
        return false;
    size_t i = 0, digits = 0, colon = 0;
    for (; i < s.n && (ng_is_digit(s.p[i]) || s.p[i] == ':'); i++)
        digits += s.p[i] != ':', colon += s.p[i] == ':';
    ng_str rest = ng_str_trim((ng_str){s.p + i, s.n - i});
    static const ng_str ends[] = {
        S("a.m."),     S("p.m."),      S("am"),       S("pm"),
        S("gmt"),      S("utc"),       S("est"),      S("edt"),
        S("a.m. edt"), S("p.m. edt"),  S("a.m. est"), S("p.m. est"),
        S("a.m. et"),  S("p.m. et"),   S("cet"),      S("bst"),
        S("msk"),      S("local time")};
    if (digits < 1 || digits > 6 || colon > 2)
        return false;
    for (size_t k = 0; k < sizeof ends / sizeof *ends; k++)
        if (ng_str_eq(rest, ends[k]))
            return true;
    return rest.n == 0 && colon == 1 && digits >= 3;
}

/* "Page 2 of 5", "- 2 -": left by a printed page. */
static bool is_page_mark(ng_str s)
{
    if (s.n > 20)
        return false;
    size_t letters = 0, digits = 0;
    for (size_t i = 0; i < s.n; i++) {
        letters += ng_is_alpha(s.p[i]) || (unsigned char)s.p[i] > 127;
        digits += ng_is_digit(s.p[i]);
    }
    if (digits && digits < 4 && letters == 0)
        return true;
    return digits && ng_str_starts(s, STR("page ")) &&
           (letters == 4 || ng_str_find(s, STR(" of "), 0) != SIZE_MAX);
}

/* "A. Reed", "Mr. Vale", "St. Ives": the point ends a word only. */
static bool shortened(ng_str s, size_t point)
{
    static const ng_str titles[] = {S("mr"),  S("mrs"), S("ms"),  S("dr"),
                                    S("st"),  S("gen"), S("sen"), S("gov"),
                                    S("rep"), S("vs"),  S("lt"),  S("col")};
    size_t beg = point;
    while (beg > 0 && ng_is_alpha(s.p[beg - 1]) && point - beg < 5)
        beg--;
    ng_str word = {s.p + beg, point - beg};
    if (word.n == 1)
        return true;
    for (size_t k = 0; k < sizeof titles / sizeof *titles; k++)
        if (ng_str_eq_nocase(word, titles[k]))
            return true;
    return false;
}

/* A point, or brackets and marks after it, that is followed by a space or the
 * end; where it is seen before `limit`, else 0. */
static size_t sentence_end(ng_str s, size_t i, size_t limit)
{
    for (; i < s.n && i < limit; i++) {
        if (!s.p[i] || !strchr(".!?", s.p[i]) ||
            (s.p[i] == '.' && shortened(s, i)))
            continue;
        size_t end = i + 1;
        while (end < s.n && s.p[end] && strchr(")\"'", s.p[end]))
            end++;
        size_t next = end;
        while (next < s.n && ng_is_space(s.p[next]))
            next++;
        if (end == s.n || (next > end && (s.p[i] != '.' || next == s.n ||
                                          !ng_is_lower(s.p[next]))))
            return end;
    }
    return i >= s.n ? s.n : 0;
}

/* In lower case nothing tells a sentence from an abbreviation but the space. */
static size_t first_end(ng_str low, size_t i)
{
    for (; i < low.n; i++)
        if (low.p[i] && strchr(".!?", low.p[i]) && !shortened(low, i) &&
            (i + 1 == low.n || low.p[i + 1] == ' '))
            return i + 1;
    return low.n;
}

static bool has_word(ng_str low, const ng_str *list, size_t n)
{
    for (size_t i = 0; i < low.n;) {
        size_t beg = i;
        while (i < low.n && (ng_is_alpha(low.p[i]) || low.p[i] == '-'))
            i++;
        for (size_t k = 0; k < n; k++)
            if (ng_str_eq((ng_str){low.p + beg, i - beg}, list[k]))
                return true;
        i += i == beg;
    }
    return false;
}
#define HAS_WORD(low, list) has_word(low, list, sizeof list / sizeof *list)

static bool tells(ng_str low)
{
    static const ng_str verbs[] = {
        S("is"),      S("was"),   S("were"),     S("has"),   S("had"),
        S("have"),    S("said"),  S("says"),     S("found"), S("shows"),
        S("showed"),  S("would"), S("suggests"), S("did"),   S("began"),
        S("rose"),    S("fell"),  S("changed"),  S("told"),  S("revealed"),
        S("fetched"), S("ended"), S("suggested")};
    return HAS_WORD(low, verbs);
}

/* What a pattern finds in a text that is one sentence, or a whole part. */
static bool by_pattern(ng_str low)
{
    for (size_t k = 0; k < PATTERNS; k++) {
        ng_str text = patterns[k].text;
        uint8_t where = patterns[k].where;
        if (low.n > patterns[k].longest || low.n < text.n ||
            (low.p[0] != text.p[0] && !(where & (HAS | HAS_ONE))))
            continue;
        if ((where & NO_VERB) && ng_str_starts(low, text) &&
            tells((ng_str){low.p, first_end(low, 0)}))
            continue;
        if ((where & START) && ng_str_starts(low, text))
            return true;
        if ((where & WHOLE) && ng_str_starts(low, text) && low.n - text.n <= 1)
            return true;
        size_t hit =
            where & (HAS | HAS_ONE) ? ng_str_find(low, text, 0) : SIZE_MAX;
        if (hit != SIZE_MAX &&
            ((where & HAS) || ng_str_find(low, STR(". "), 0) > hit))
            return true;
    }
    return ng_str_starts(low, STR("the post ")) &&
           ng_str_find(low, STR(" appeared first on "), 0) != SIZE_MAX;
}

bool ng_is_boiler(const struct ng_plain *part, enum ng_note_kind *why)
{
    ng_str low = part->low;
    *why = NG_NOTE_BOILERPLATE_REMOVED;
    if (part->cut || low.n == 0)
        return false;
    if (by_pattern(low))
        return true;
    if (is_page_mark(low)) {
        *why = NG_NOTE_MARKUP_RESIDUE;
        return true;
    }
    return is_bar(low) || is_stamp(low);
}

/* What stands before byte i, from `from` on, is a whole sentence or nothing. */
static bool sentence_starts(ng_str s, size_t from, size_t i)
{
    if (s.p[i] == '(' || (unsigned char)s.p[i] == 0xC2)
        return true;
    while (i > from && (ng_is_space(s.p[i - 1]) ||
                        (s.p[i - 1] && strchr(")]*_\"'>", s.p[i - 1])) ||
                        (unsigned char)s.p[i - 1] >= 0x80))
        i--;
    return i == from || (s.p[i - 1] && strchr(".!?:;|", s.p[i - 1]));
}

size_t ng_boiler_sentence(ng_str s, size_t from, size_t i)
{
    ng_str rest = {s.p + i, s.n - i};
    if (!rest.n || (!ng_is_upper(rest.p[0]) && rest.p[0] != '(' &&
                    (unsigned char)rest.p[0] != 0xC2))
        return 0;
    for (size_t k = 0; k < PATTERNS; k++) {
        ng_str text = patterns[k].text;
        uint8_t where = patterns[k].where;
        if (!(where & SENTENCE) || ng_to_lower(rest.p[0]) != text.p[0] ||
            !ng_str_starts_nocase(rest, text))
            continue;
        size_t end = sentence_end(s, i + text.n, i + patterns[k].longest);
        bool whole = !(where & WHOLE) || end - i <= text.n + 2;
        if (end > i && whole && sentence_starts(s, from, i) &&
            !((where & NO_VERB) && tells((ng_str){s.p + i, end - i})))
            return end - i;
    }
    return 0;
}

size_t ng_boiler_sentence_in(ng_str s, size_t from, size_t i)
{
    struct ng_plain one;
    enum { LONGEST = 400 };
    if (i >= s.n || !sentence_starts(s, from, i))
        return 0;
    size_t end = sentence_end(s, i, i + LONGEST);
    if (end <= i)
        return 0;
    ng_read_plain((ng_str){s.p + i, end - i}, &one);
    return !one.cut && one.low.n && by_pattern(one.low) ? end - i : 0;
}

/* A sentence that could stand in a report: some words of its own, not a note
 * about who wrote it, nothing said to the reader of the page. */
static bool is_news(ng_str low)
{
    static const ng_str reader[] = {
        S("you"),       S("your"),        S("our"),       S("us"),
        S("cookies"),   S("newsletter"),  S("subscribe"), S("unsubscribe"),
        S("inbox"),     S("permission"),  S("click"),     S("copyright"),
        S("trademark"), S("trademarks"),  S("editing"),   S("licence"),
        S("license"),   S("republished"), S("reprinted"), S("browser"),
        S("download")};
    static const ng_str crafts[] = {
        S("reporter"),    S("correspondent"), S("editor"),  S("writer"),
        S("contributor"), S("journalist"),    S("author"),  S("columnist"),
        S("covers"),      S("contributed"),   S("blogger"), S("bureau")};
    size_t words = 0;
    for (size_t i = 0; i < low.n; i++)
        words += ng_is_alpha(low.p[i]) && (i == 0 || low.p[i - 1] == ' ');
    if (words < 5 || !low.p[low.n - 1] ||
        !strchr(".!?)\"'", low.p[low.n - 1]) || by_pattern(low))
        return false;
    if (ng_str_starts(low, STR("contact ")) ||
        ng_str_starts(low, STR("email ")))
        return false;
    bool quoted = ng_str_find(low, STR("\""), 0) != SIZE_MAX;
    return (quoted || !HAS_WORD(low, reader)) && !HAS_WORD(low, crafts);
}

/* "A. Reed is a scout for ...": beside "Follow her on ..." no news. */
static bool is_author_note(ng_str low)
{
    static const ng_str says[] = {S(" is a "),   S(" is an "), S(" is the "),
                                  S(" is our "), S(" also "),  S(" lives in ")};
    for (size_t k = 0; k < sizeof says / sizeof *says; k++)
        if (ng_str_find(low, says[k], 0) != SIZE_MAX)
            return true;
    return false;
}

bool ng_next_sentence(const struct ng_plain *part, size_t *at,
                      struct ng_plain *one, bool *news)
{
    ng_str s = part->shown;
    while (*at < s.n && ng_is_space(s.p[*at]))
        ++*at;
    if (*at >= s.n)
        return false;
    size_t end = sentence_end(s, *at, s.n);
    end = end > *at ? end : s.n;
    ng_read_plain((ng_str){s.p + *at, end - *at}, one);
    *news = one->low.n && is_news(one->low);
    *at = end;
    return true;
}

bool ng_holds_news(const struct ng_plain *part)
{
    struct ng_plain one;
    bool news = false;
    size_t at = 0;
    bool author = ng_str_find(part->low, STR("follow him "), 0) != SIZE_MAX ||
                  ng_str_find(part->low, STR("follow her "), 0) != SIZE_MAX ||
                  ng_str_find(part->low, STR("follow them "), 0) != SIZE_MAX;
    while (!news && ng_next_sentence(part, &at, &one, &news))
        news = news && !(author && is_author_note(one.low));
    return news;
}

bool ng_is_caption(const struct ng_plain *part, bool heading)
{
    static const ng_str starts[] = {
        S("photo:"),       S("photo by"),           S("photo credit"),
        S("image:"),       S("image credit"),       S("picture:"),
        S("credit:"),      S("file photo"),         S("file - "),
        S("(photo"),       S("photograph:"),        S("illustration:"),
        S("image source"), S("file \xE2\x80\x93 "), S("file \xE2\x80\x94 "),
        S("caption:"),     S("pictured:")};
    static const ng_str has[] = {
        S("getty images"), S("ap photo/"),    S("(ap photo"),   S("reuters/"),
        S("afp/"),         S("via ap)"),      S("/reuters"),    S("/afp"),
        S("epa-efe"),      S("shutterstock"), S("handout via"), S("photo via"),
        S("pool photo"),   S("pool via")};
    if (part->low.n == 0)
        return false;
    for (size_t k = 0; k < sizeof starts / sizeof *starts; k++)
        if (ng_str_starts(part->low, starts[k]))
            return !part->cut;
    for (size_t k = 0; k < sizeof has / sizeof *has; k++)
        if (part->low.n < 200 &&
            ng_str_find(part->low, has[k], 0) != SIZE_MAX &&
            ng_url_in(part->shown).n == 0)
            return true;
    ng_str s = part->shown;
    size_t slash = ng_str_find(s, STR(" / "), 0);
    if (slash == SIZE_MAX || s.n > 100)
        return false;
    ng_str after = ng_str_trim((ng_str){s.p + slash + 3, s.n - slash - 3});
    return ng_agency_named(after).n > 0 ||
           (heading && ng_str_find(s, STR("."), 0) == SIZE_MAX && s.n < 60);
}

bool ng_is_post_end(const struct ng_plain *part)
{
    ng_str s = part->shown;
    bool dash = ng_str_starts(s, STR("\xE2\x80\x94")) ||
                ng_str_starts(s, STR("\xE2\x80\x93")) ||
                ng_str_starts(s, STR("-"));
    size_t at = ng_str_find(s, STR("(@"), 0);
    if (at == SIZE_MAX || part->cut || s.n > 200)
        return false;
    size_t close = ng_str_find(s, STR(")"), at);
    struct ng_written w;
    if (close == SIZE_MAX)
        return false;
    ng_str rest = ng_str_trim((ng_str){s.p + close + 1, s.n - close - 1});
    return ng_read_day(rest, &w) > 0 || (dash && rest.n < 30);
}

bool ng_is_post(const struct ng_plain *part)
{
    static const ng_str has[] = {S("pic.twitter.com/"), S("https://t.co/"),
                                 S("pic.x.com/")};
    for (size_t k = 0; k < 3; k++)
        if (ng_str_find(part->low, has[k], 0) != SIZE_MAX)
            return true;
    return false;
}
