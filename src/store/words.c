/* words.c - has_words(): a function for SQL, so that a name that is looked for
 * is compared where it is stored. Both sides become words in lower case without
 * marks, one space before and behind each: " marta quill ". */
#include "store/asking.h"

#include <utf8proc.h>

enum { WORDS_ROOM = 1024, FOLDED = 8 };

struct words {
    char p[WORDS_ROOM];
    size_t n;
};

static void put_byte(struct words *w, char c)
{
    if (w->n < WORDS_ROOM)
        w->p[w->n++] = c;
}

static void end_word(struct words *w)
{
    if (w->n && w->p[w->n - 1] != ' ')
        put_byte(w, ' ');
}

/* One character beyond ASCII; its length. */
static size_t put_wide(struct words *w, ng_str s, size_t at)
{
    utf8proc_int32_t c, folded[FOLDED];
    size_t room = s.n - at < 4 ? s.n - at : 4;
    utf8proc_ssize_t n = utf8proc_iterate((const utf8proc_uint8_t *)s.p + at,
                                          (utf8proc_ssize_t)room, &c);
    int boundary = UTF8PROC_BOUNDCLASS_START;
    if (n <= 0) {
        end_word(w);
        return 1;
    }
    utf8proc_category_t kind = utf8proc_category(c);
    bool letter = kind >= UTF8PROC_CATEGORY_LU && kind <= UTF8PROC_CATEGORY_NO;
    utf8proc_ssize_t m =
        letter ? utf8proc_decompose_char(c, folded, FOLDED,
                                         UTF8PROC_CASEFOLD | UTF8PROC_COMPAT |
                                             UTF8PROC_DECOMPOSE |
                                             UTF8PROC_STRIPMARK,
                                         &boundary)
               : 0;
    if (!letter)
        end_word(w);
    for (utf8proc_ssize_t i = 0; i < m && i < FOLDED; i++) {
        utf8proc_uint8_t bytes[4];
        utf8proc_ssize_t k = utf8proc_encode_char(folded[i], bytes);
        for (utf8proc_ssize_t b = 0; b < k; b++)
            put_byte(w, (char)bytes[b]);
    }
    return (size_t)n;
}

static void cut(struct words *w, ng_str s)
{
    w->n = 0;
    put_byte(w, ' ');
    for (size_t i = 0; i < s.n && w->n < WORDS_ROOM;) {
        char c = s.p[i];
        if ((unsigned char)c >= 0x80) {
            i += put_wide(w, s, i);
            continue;
        }
        if (ng_is_alpha(c) || ng_is_digit(c))
            put_byte(w, ng_to_lower(c));
        else
            end_word(w);
        i++;
    }
    end_word(w);
}

/* Of an address only the host counts. */
static ng_str host_of(ng_str s)
{
    size_t from = ng_str_find(s, STR("://"), 0);
    if (!ng_str_starts(s, STR("http")) || from > 5)
        return s;
    ng_str rest = {s.p + from + 3, s.n - from - 3};
    return ng_cut_at(rest, '/').head;
}

static ng_str value_of(sqlite3_value *v)
{
    const void *p = sqlite3_value_blob(v);
    return (ng_str){p, p ? (size_t)sqlite3_value_bytes(v) : 0};
}

bool ng_has_words(ng_str wanted, ng_str text)
{
    struct words w, t;
    cut(&w, wanted);
    cut(&t, text);
    return w.n > 1 &&
           ng_str_find((ng_str){t.p, t.n}, (ng_str){w.p, w.n}, 0) < t.n;
}

static void has_words(sqlite3_context *c, int n, sqlite3_value **v)
{
    struct words wanted, text;
    bool found = false;
    cut(&wanted, n ? value_of(v[0]) : (ng_str){0});
    for (int i = 1; i < n && !found && wanted.n > 1; i++) {
        cut(&text, host_of(value_of(v[i])));
        found = ng_str_find((ng_str){text.p, text.n},
                            (ng_str){wanted.p, wanted.n}, 0) < text.n;
    }
    sqlite3_result_int(c, found);
}

int ng_words_function(sqlite3 *db)
{
    return sqlite3_create_function_v2(db, "has_words", -1,
                                      SQLITE_UTF8 | SQLITE_DETERMINISTIC |
                                          SQLITE_DIRECTONLY,
                                      NULL, has_words, NULL, NULL, NULL);
}
