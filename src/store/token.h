/* token.h - who may use the server from elsewhere.
 *
 *     ngt_3f9a...   64 hexadecimal digits: shown once, when it is made
 *     SHA-256       what the store keeps of it
 *     t5k2...       its id, by which it is listed and revoked
 *
 * A token has 256 random bits, so a plain hash is enough: there is nothing to
 * guess that a slow hash would protect.
 */
#pragma once
#include "store/store.h"

enum ng_may { NG_MAY_READ = 1, NG_MAY_WRITE = 2 };
struct ng_token {
    ng_id id;
    struct ng_sha256 hash;
    ng_str name;
    unsigned may;         /* enum ng_may */
    ng_day made, expires; /* the first day it is not good; NG_NO_DAY: never */
};
typedef NG_LIST(struct ng_token) ng_tokens;

enum { NG_TOKEN_CHARS = 68 }; /* "ngt_" and 64 digits */

/* The text of a token, and hash and id of what somebody presents as one. */
ng_str ng_token_text(const uint8_t random[32], char buf[NG_TOKEN_CHARS + 1]);
bool ng_token_read(ng_str text, struct ng_token *token);

ng_status ng_store_put_token(struct ng_store *st, const struct ng_token *token,
                             struct ng_err *err);
/* Oldest first. */
ng_status ng_store_tokens(struct ng_store *st, ng_tokens *tokens,
                          struct ng_arena *a, struct ng_err *err);
/* Fills may and days by the hash; NG_NOTHING if it is not known. The name is
 * not read. */
ng_status ng_store_find_token(struct ng_store *st, struct ng_token *token,
                              struct ng_err *err);
/* By its id, or the beginning of it. */
ng_status ng_store_revoke_token(struct ng_store *st, ng_str id,
                                struct ng_err *err);
