#include "trace/outlets.h"

/* Words that do not tell houses apart. */
static const ng_str plain[] = {
    S("the"),     S("news"),    S("radio"),        S("tv"),
    S("online"),  S("network"), S("broadcasting"), S("television"),
    S("agency"),  S("digital"), S("www"),          S("newswire"),
    S("company"), S("service"), S("corporation"),
};

/* Ends that a one-word key may lose: "abcnews" is "abc". */
static const ng_str ends[] = {S("news"), S("radio"), S("online"), S("tv")};

/* Second levels under which names are given out: bbc.co.uk, abcnews.go.com. */
static const ng_str shared[] = {
    S("co"), S("com"), S("go"), S("org"), S("net"), S("gov"), S("ac"),
};

static const struct {
    ng_str key, house;
} known[] = {
    {S("associatedpress"), S("ap")},
    {S("agencefrancepresse"), S("afp")},
    {S("afpcom"), S("afp")},
    {S("deutschepresseagentur"), S("dpa")},
    {S("thomsonreuters"), S("reuters")},
    {S("unitedpressinternational"), S("upi")},
    {S("britishbroadcasting"), S("bbc")},
    {S("americanbroadcasting"), S("abc")},
    {S("itartass"), S("tass")},
    {S("yonhapnews"), S("yonhap")},
};

static bool is_part(char c)
{
    return ng_is_alpha(c) || ng_is_digit(c) || (unsigned char)c >= 128;
}

/* The label of a domain that names its owner; empty if this is no domain. */
static ng_str owner_of(ng_str name)
{
    size_t scheme = ng_str_find(name, STR("://"), 0);
    if (scheme != SIZE_MAX) {
        name.p += scheme + 3;
        name.n -= scheme + 3;
    }
    name = ng_cut_at(name, '/').head;
    ng_str label[8];
    size_t n = 0;
    for (ng_str rest = name; n < 8;) {
        ng_cut cut = ng_cut_at(rest, '.');
        for (size_t i = 0; i < cut.head.n; i++)
            if (!is_part(cut.head.p[i]) && cut.head.p[i] != '-')
                return (ng_str){0};
        label[n++] = cut.head;
        if (!cut.found)
            break;
        rest = cut.tail;
    }
    if (n < 2 || label[n - 1].n < 2)
        return (ng_str){0};
    size_t i = n - 2;
    while (i > 0 && NG_IN_NOCASE(label[i], shared))
        i--;
    return label[i];
}

static size_t put_words(ng_str name, char buf[NG_HOUSE_BYTES], bool all)
{
    size_t n = 0;
    for (size_t i = 0; i < name.n;) {
        if (!is_part(name.p[i])) {
            i++;
            continue;
        }
        size_t beg = i;
        while (i < name.n && is_part(name.p[i]))
            i++;
        ng_str word = {name.p + beg, i - beg};
        if (!all && NG_IN_NOCASE(word, plain))
            continue;
        for (size_t k = 0; k < word.n && n < NG_HOUSE_BYTES; k++)
            buf[n++] = ng_to_lower(word.p[k]);
    }
    return n;
}

ng_str ng_house_of(ng_str name, char buf[NG_HOUSE_BYTES])
{
    ng_str owner = owner_of(ng_str_trim(name));
    if (owner.n)
        name = owner;
    size_t n = put_words(name, buf, false);
    if (!n)
        n = put_words(name, buf, true);
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
        if (n >= ends[i].n + 2 && ng_str_ends((ng_str){buf, n}, ends[i]))
            n -= ends[i].n;
    ng_str key = {buf, n};
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (ng_str_eq(key, known[i].key))
            return known[i].house;
    return key;
}
