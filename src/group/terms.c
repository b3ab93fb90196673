/* terms.c - a report as a bag of weighted terms.
 *
 * A term is the stem of a word (Snowball English). The title counts 1.8 times,
 * a capital inside a sentence 2.2 times; the weight grows with the logarithm
 * of the count, and a name has 1.6 times the weight of another word. Function
 * words, days, months and the words of reporting ("said") are left out: they
 * are in every report.
 */
#include <libstemmer.h>
#include <math.h>
#include <stdlib.h>

#include "base/names.h"
#include "group/group.h"

enum {
    MOST_WORDS = 20000, /* the head of a report says what it is about */
    WORD_BYTES = 48,
    RAREST = 14,
};
static const float of_title = 1.8f, of_capital = 2.2f, of_name = 1.6f;

/* Both in order; the second has the words of three letters. */
static const ng_str stop[] = {
    S("about"),     S("above"),    S("according"), S("added"),
    S("after"),     S("again"),    S("against"),   S("also"),
    S("among"),     S("april"),    S("august"),    S("because"),
    S("been"),      S("before"),   S("being"),     S("below"),
    S("between"),   S("both"),     S("could"),     S("december"),
    S("does"),      S("doing"),    S("down"),      S("during"),
    S("each"),      S("february"), S("friday"),    S("from"),
    S("further"),   S("have"),     S("having"),    S("here"),
    S("into"),      S("january"),  S("july"),      S("june"),
    S("just"),      S("like"),     S("made"),      S("make"),
    S("many"),      S("march"),    S("monday"),    S("more"),
    S("most"),      S("much"),     S("november"),  S("october"),
    S("only"),      S("other"),    S("over"),      S("people"),
    S("report"),    S("reported"), S("said"),      S("same"),
    S("saturday"),  S("says"),     S("september"), S("should"),
    S("since"),     S("some"),     S("statement"), S("such"),
    S("sunday"),    S("than"),     S("that"),      S("their"),
    S("them"),      S("then"),     S("there"),     S("these"),
    S("they"),      S("this"),     S("those"),     S("through"),
    S("thursday"),  S("time"),     S("today"),     S("told"),
    S("tuesday"),   S("under"),    S("until"),     S("very"),
    S("wednesday"), S("week"),     S("were"),      S("what"),
    S("when"),      S("where"),    S("which"),     S("while"),
    S("whom"),      S("will"),     S("with"),      S("would"),
    S("year"),      S("years"),    S("yesterday"), S("your"),
};

static const ng_str stop_short[] = {
    S("all"), S("and"), S("any"), S("are"), S("but"), S("can"), S("day"),
    S("did"), S("few"), S("for"), S("get"), S("got"), S("had"), S("has"),
    S("her"), S("him"), S("his"), S("how"), S("its"), S("let"), S("may"),
    S("mrs"), S("new"), S("nor"), S("not"), S("now"), S("off"), S("one"),
    S("our"), S("out"), S("own"), S("per"), S("say"), S("she"), S("the"),
    S("too"), S("two"), S("was"), S("who"), S("why"), S("yet"), S("you"),
};

static bool is_stop(ng_str w)
{
    return w.n < 3    ? true
           : w.n == 3 ? NG_IN_ORDER(w, stop_short)
                      : NG_IN_ORDER(w, stop);
}

extern const uint32_t _binary_models_ranks_bin_start[];
extern const uint32_t _binary_models_ranks_bin_end[];

/* The logarithm of the rank of a word; RAREST if it is in no list. */
static uint8_t rarity_of(ng_str w)
{
    const uint32_t *rows = _binary_models_ranks_bin_start;
    uint32_t h = 2166136261U;
    for (size_t i = 0; i < w.n; i++)
        h = (h ^ (unsigned char)w.p[i]) * 16777619U;
    size_t low = 0;
    size_t high = (size_t)(_binary_models_ranks_bin_end - rows);
    while (low < high) {
        size_t mid = low + (high - low) / 2;
        if (rows[mid] >> 4 == h >> 4)
            return rows[mid] & 15;
        if (rows[mid] >> 4 < h >> 4)
            low = mid + 1;
        else
            high = mid;
    }
    return RAREST;
}

/* One word form of the report, and the term it belongs to. */
struct form {
    uint32_t hash;
    uint8_t rarity;
    bool stop;
    float count;
    int32_t capitals; /* times with a capital less times without */
};
struct bag {
    struct ng_names names; /* word forms */
    NG_LIST(struct form) forms;
    size_t words;
};

static void put_word(struct bag *bag, ng_str w, float count, int capital,
                     struct ng_arena *scratch)
{
    uint32_t id = ng_name(&bag->names, w, scratch);
    if (id == bag->forms.n) {
        bool stops = is_stop(w);
        *ng_push(&bag->forms, scratch) =
            (struct form){.stop = stops, .rarity = stops ? 0 : rarity_of(w)};
    }
    bag->forms.at[id].count += count;
    bag->forms.at[id].capitals += capital;
}

static bool in_word(ng_str s, size_t i)
{
    unsigned char c = (unsigned char)s.p[i];
    bool mark = c == 0xe2 || c == 0xc2;
    return ng_is_alpha((char)c) || ng_is_digit((char)c) || (c >= 128 && !mark);
}

static void scan(struct bag *bag, ng_str s, float count,
                 struct ng_arena *scratch)
{
    bool first = true;
    for (size_t i = 0; i < s.n && bag->words < MOST_WORDS;) {
        unsigned char c = (unsigned char)s.p[i];
        if (!in_word(s, i)) {
            first |= c == '.' || c == '!' || c == '?' || c == '\n' || c == '"';
            i += c == 0xe2 ? 3 : c == 0xc2 ? 2 : 1;
            continue;
        }
        char buf[WORD_BYTES];
        size_t n = 0;
        bool capital = ng_is_upper(s.p[i]) && !first;
        for (; i < s.n && in_word(s, i); i++)
            if (n < WORD_BYTES)
                buf[n++] = ng_to_lower(s.p[i]);
        bag->words++;
        put_word(bag, (ng_str){buf, n}, capital ? count * of_capital : count,
                 first     ? 0
                 : capital ? 1
                           : -1,
                 scratch);
        first = false;
    }
}

/* The stemmer holds memory of its own, so nothing is allocated meanwhile. */
static void stem_all(struct bag *bag)
{
    struct sb_stemmer *stemmer = sb_stemmer_new("english", NULL);
    for (size_t i = 0; i < bag->forms.n; i++) {
        if (bag->forms.at[i].stop)
            continue;
        ng_str w = bag->names.all.at[i];
        const sb_symbol *s = NULL;
        if (stemmer)
            s = sb_stemmer_stem(stemmer, (const sb_symbol *)w.p, (int)w.n);
        if (s)
            w = (ng_str){(const char *)s, (size_t)sb_stemmer_length(stemmer)};
        bag->forms.at[i].hash = (uint32_t)(ng_hash64(w, 0) >> 32);
    }
    if (stemmer)
        sb_stemmer_delete(stemmer);
}

struct term {
    uint32_t hash, form;
    float weight;
    uint8_t rarity;
    int32_t capitals;
};

static int by_hash(const void *a, const void *b)
{
    const struct term *x = a, *y = b;
    if (x->hash != y->hash)
        return x->hash < y->hash ? -1 : 1;
    return (x->form > y->form) - (x->form < y->form);
}

static int by_weight(const void *a, const void *b)
{
    const struct term *x = a, *y = b;
    if (x->weight != y->weight)
        return x->weight > y->weight ? -1 : 1;
    return by_hash(a, b);
}

/* What a term is worth, by how common its word is in the language at large and
 * not in this store: so a report weighs its terms the same in any company. Of
 * 1,000 reports so many have a word of this rank, by Zipf's law. */
static float worth_of(uint8_t rarity)
{
    float rank = exp2f((float)rarity + .5f);
    float have = 1000 * (1 - expf(-40.0f / (rank + 3)));
    return logf(1001 / (have + 1));
}

/* Forms of one stem become one term, which goes by its commonest form. */
static size_t fold_forms(const struct bag *bag, struct term *t)
{
    size_t n = 0, kept = 0;
    for (uint32_t i = 0; i < bag->forms.n; i++) {
        const struct form *f = &bag->forms.at[i];
        if (!f->stop)
            t[n++] =
                (struct term){f->hash, i, f->count, f->rarity, f->capitals};
    }
    qsort(t, n, sizeof *t, by_hash);
    for (size_t i = 0; i < n; i++) {
        if (kept && t[kept - 1].hash == t[i].hash) {
            t[kept - 1].weight += t[i].weight;
            t[kept - 1].capitals += t[i].capitals;
            if (t[i].rarity < t[kept - 1].rarity)
                t[kept - 1].rarity = t[i].rarity;
        } else {
            t[kept++] = t[i];
        }
    }
    for (size_t i = 0; i < kept; i++) {
        float w = t[i].weight;
        t[i].weight = 1 + logf(w > 1 ? w : 1);
        if (t[i].capitals > 0)
            t[i].weight *= of_name;
        t[i].weight *= worth_of(t[i].rarity);
    }
    return kept;
}

/* The heaviest terms, as a vector of length one. */
static size_t cut(struct term *t, size_t n)
{
    float sum = 0;
    qsort(t, n, sizeof *t, by_weight);
    n = n < NG_GROUP_TERMS ? n : NG_GROUP_TERMS;
    while (n > 0 && t[n - 1].weight <= 0)
        n--;
    for (size_t i = 0; i < n; i++)
        sum += t[i].weight * t[i].weight;
    for (size_t i = 0; i < n; i++)
        t[i].weight /= sqrtf(sum);
    qsort(t, n, sizeof *t, by_hash);
    return n;
}

struct ng_group_text ng_group_text_of(const struct ng_report *r,
                                      struct ng_arena *keep)
{
    struct ng_group_text g = {.id = r->id, .published = r->published};
    /* Scratch is the far half of what is left; it falls back at the end. */
    struct ng_arena scratch = *keep;
    scratch.at += (keep->end - keep->at) / 2;
    struct bag bag = {0};
    scan(&bag, r->title, of_title, &scratch);
    scan(&bag, r->text, 1, &scratch);
    stem_all(&bag);
    struct term *t = ng_new(&scratch, struct term, bag.forms.n);
    size_t n = cut(t, fold_forms(&bag, t)), bytes = 0;
    g.n = (uint32_t)n;
    g.term = ng_new(keep, uint32_t, n);
    g.weight = ng_new(keep, float, n);
    g.form = ng_new(keep, uint16_t, n + 1);
    for (size_t i = 0; i < n; i++) {
        g.term[i] = t[i].hash;
        g.weight[i] = t[i].weight;
        g.form[i] = (uint16_t)bytes;
        bytes += bag.names.all.at[t[i].form].n;
    }
    g.form[n] = (uint16_t)bytes;
    g.forms = ng_new(keep, char, bytes);
    for (size_t i = 0; i < n; i++) {
        ng_str form = bag.names.all.at[t[i].form];
        memcpy(g.forms + g.form[i], form.p, form.n);
    }
    return g;
}
