/* utf8.h - code points and bytes.
 *
 *     41        A
 *     c3 a9     e with acute
 *     c3        cut off: one U+FFFD, and on with the next byte
 *
 * Strict: no overlong forms, no surrogates, nothing above U+10FFFF.
 */
#pragma once
#include "base/out.h"

#define NG_UTF8_BAD 0xfffdu

/* Bytes of s before the first that is not UTF-8; s.n if all are. */
size_t ng_utf8_valid(ng_str s);

/* Length of the code point at `at` (at < s.n), which goes to *cp. A bad byte
 * has length 1 and is U+FFFD. */
size_t ng_utf8_get(ng_str s, size_t at, uint32_t *cp);

/* Bytes written; a surrogate or a number too large is written as U+FFFD. */
size_t ng_utf8_put(uint32_t cp, char to[4]);

/* s with each bad byte run as U+FFFD and each NUL as a space. */
void ng_utf8_repair(ng_str s, struct ng_out *to);

/* Sequences of more than one byte that are right, and bytes that are wrong. */
struct ng_utf8_count {
    size_t right, wrong;
};
struct ng_utf8_count ng_utf8_count(ng_str s);
