#include "train/gold.h"

#include "base/hash.h"
#include "model/model.h"
#include "report/labels.h"
#include "text/tokens.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>

ng_status ng_slurp(const char *path, ng_str *text, uint64_t *hash,
                   struct ng_arena *a, struct ng_err *err)
{
    FILE *f = fopen(path, "rb");
    if (!f)
        return ng_fail(err, NG_IO, 0, "%s: %s", path, strerror(errno));
    fseek(f, 0, SEEK_END);
    long size = ftell(f);
    rewind(f);
    char *p = ng_new(a, char, (size_t)size + 1);
    size_t n = fread(p, 1, (size_t)size, f);
    fclose(f);
    if (n != (size_t)size)
        return ng_fail(err, NG_IO, n, "%s: cannot be read", path);
    *text = (ng_str){p, n};
    *hash = ng_mix(*hash, ng_hash64(*text, 9));
    return NG_OK;
}

typedef NG_LIST(struct ng_gold_word) gold_words;

static void put_sentence(struct ng_gold *g, const gold_words *words,
                         uint32_t origin, struct ng_arena *a)
{
    if (words->n == 0)
        return;
    struct ng_gold_word *copy = ng_new(a, struct ng_gold_word, words->n);
    memcpy(copy, words->at, words->n * sizeof *copy);
    *ng_push(&g->sentences, a) =
        (struct ng_gold_sentence){copy, (uint32_t)words->n, origin};
    g->words += words->n;
}

static void put_line(gold_words *words, ng_str line, struct ng_arena *a)
{
    ng_str field[10] = {0};
    for (size_t k = 0; k < 10; k++) {
        ng_cut c = ng_cut_at(line, '\t');
        field[k] = c.head;
        line = c.tail;
    }
    int64_t id, head;
    if (!ng_str_number(field[0], &id) || !ng_str_number(field[6], &head))
        return; /* a range of words or an empty node */
    *ng_push(words, a) = (struct ng_gold_word){
        .form = field[1],
        .low = ng_plain_lower(field[1], a),
        .lemma = ng_plain_lower(field[2], a),
        .head = (uint32_t)head,
        .tag = (uint8_t)ng_tag_of(field[4]),
        .rel = (uint8_t)ng_rel_of(field[7]),
    };
}

ng_status ng_gold_read(struct ng_gold *g, const char *path, struct ng_arena *a,
                       struct ng_err *err)
{
    ng_str text;
    ng_status status = ng_slurp(path, &text, &g->hash, a, err);
    if (status)
        return status;
    gold_words words = {0};
    while (text.n > 0) {
        ng_cut line = ng_cut_at(text, '\n');
        text = line.tail;
        if (line.head.n == 0) {
            put_sentence(g, &words, (uint32_t)g->sentences.n, a);
            words.n = 0;
        } else if (line.head.p[0] != '#') {
            put_line(&words, line.head, a);
        }
    }
    put_sentence(g, &words, (uint32_t)g->sentences.n, a);
    return NG_OK;
}

static int by_bytes(const void *a, const void *b)
{
    return ng_str_cmp(*(const ng_str *)a, *(const ng_str *)b);
}

ng_status ng_gold_paths(ng_paths *to, const char *data, struct ng_arena *a,
                        struct ng_err *err)
{
    *ng_push(to, a) = ng_str_format(a, "%s/ewt/en_ewt-ud-train.conllu", data);
    ng_str folder = ng_str_format(a, "%s/gum", data);
    DIR *d = opendir(ng_str_c(folder, a));
    if (!d)
        return ng_fail(err, NG_IO, 0, PRS ": %s", PRS_ARG(folder),
                       strerror(errno));
    for (struct dirent *e; (e = readdir(d));) {
        ng_str name = ng_str_of(e->d_name);
        if (ng_str_starts(name, STR("GUM_")) &&
            ng_str_ends(name, STR(".conllu")))
            *ng_push(to, a) =
                ng_str_format(a, PRS "/" PRS, PRS_ARG(folder), PRS_ARG(name));
    }
    closedir(d);
    if (to->n > 2)
        qsort(to->at + 1, to->n - 1, sizeof *to->at, by_bytes);
    return NG_OK;
}

/* The length of the run of words from i that is one word to our tokeniser, at
 * least 3 (left, hyphen, right); 1 if there is none. */
static uint32_t run_at(const struct ng_gold_sentence *s, uint32_t i,
                       struct ng_arena scratch)
{
    uint32_t n = 1;
    while (i + n + 1 < s->n && s->words[i + n].tag == NG_TAG_HYPH)
        n += 2;
    if (n == 1)
        return 1;
    NG_LIST(char) text = {0};
    for (uint32_t k = i; k < i + n; k++)
        for (size_t j = 0; j < s->words[k].form.n; j++)
            *ng_push(&text, &scratch) = s->words[k].form.p[j];
    ng_tokens tokens = {0};
    ng_cut_tokens((ng_str){text.at, text.n}, (ng_range){0, (uint32_t)text.n},
                  &tokens, &scratch);
    return tokens.n == 1 ? n : 1;
}

/* Words i .. i+n of s as one. Its head is the one that leaves the run; before
 * a noun it is an adjective. */
static struct ng_gold_word join(const struct ng_gold_sentence *s, uint32_t i,
                                uint32_t n, struct ng_arena *a)
{
    struct ng_gold_word w = s->words[i];
    NG_LIST(char) text = {0};
    for (uint32_t k = i; k < i + n; k++) {
        const struct ng_gold_word *part = &s->words[k];
        for (size_t j = 0; j < part->form.n; j++)
            *ng_push(&text, a) = part->form.p[j];
        if (part->head < i + 1 || part->head > i + n) {
            w.tag = part->tag;
            w.rel = part->rel;
            w.head = part->head;
        }
    }
    w.form = (ng_str){text.at, text.n};
    w.low = ng_plain_lower(w.form, a);
    w.lemma = w.low;
    if (w.rel == NG_REL_amod && w.tag != NG_TAG_NNP)
        w.tag = NG_TAG_JJ;
    return w;
}

void ng_gold_join_hyphens(struct ng_gold *g, struct ng_arena *a)
{
    size_t all = g->sentences.n;
    for (size_t k = 0; k < all; k++) {
        struct ng_gold_sentence s = g->sentences.at[k];
        gold_words words = {0};
        uint32_t *new_of = ng_new(a, uint32_t, s.n + 1);
        for (uint32_t i = 0; i < s.n;) {
            uint32_t n = run_at(&s, i, *a);
            struct ng_gold_word w = n > 1 ? join(&s, i, n, a) : s.words[i];
            *ng_push(&words, a) = w;
            for (uint32_t j = i; j < i + n; j++)
                new_of[j + 1] = (uint32_t)words.n;
            i += n;
        }
        if (words.n == s.n)
            continue;
        for (size_t i = 0; i < words.n; i++)
            words.at[i].head = new_of[words.at[i].head];
        put_sentence(g, &words, s.origin, a);
    }
}

static ng_str recased(ng_str form, bool all, struct ng_arena *a)
{
    char *p = ng_new(a, char, form.n + 1);
    for (size_t i = 0; i < form.n; i++) {
        char c = form.p[i];
        p[i] = (i == 0 || all) && ng_is_lower(c) ? (char)(c - 32) : c;
    }
    return (ng_str){p, form.n};
}

void ng_gold_add_headlines(struct ng_gold *g, struct ng_arena *a)
{
    size_t all = g->sentences.n;
    for (size_t k = 0; k < all; k += 25)
        for (size_t way = 0; way < 2 && k + way < all; way++) {
            struct ng_gold_sentence s = g->sentences.at[k + way];
            gold_words words = {0};
            for (uint32_t i = 0; i < s.n; i++) {
                struct ng_gold_word w = s.words[i];
                if (way == 0 || w.form.n > 3)
                    w.form = recased(w.form, way == 0, a);
                *ng_push(&words, a) = w;
            }
            put_sentence(g, &words, s.origin, a);
        }
}

ng_status ng_gold_train(struct ng_gold *g, const char *data, struct ng_arena *a,
                        struct ng_err *err)
{
    ng_paths paths = {0};
    ng_status status = ng_gold_paths(&paths, data, a, err);
    for (size_t i = 0; i < paths.n && status == NG_OK; i++)
        status = ng_gold_read(g, ng_str_c(paths.at[i], a), a, err);
    if (status == NG_OK) {
        ng_gold_join_hyphens(g, a);
        ng_gold_add_headlines(g, a);
    }
    return status;
}
