#include "store/token.h"
#include "store/inside.h"

static const char HEAD[] = "ngt_";
static const char digits[] = "0123456789abcdef";

ng_str ng_token_text(const uint8_t random[32], char buf[NG_TOKEN_CHARS + 1])
{
    memcpy(buf, HEAD, 4);
    for (size_t i = 0; i < 32; i++) {
        buf[4 + 2 * i] = digits[random[i] >> 4];
        buf[5 + 2 * i] = digits[random[i] & 15];
    }
    buf[NG_TOKEN_CHARS] = 0;
    return (ng_str){buf, NG_TOKEN_CHARS};
}

bool ng_token_read(ng_str text, struct ng_token *token)
{
    if (text.n != NG_TOKEN_CHARS || !ng_str_starts(text, ng_str_of(HEAD)))
        return false;
    for (size_t i = 4; i < text.n; i++)
        if (!memchr(digits, text.p[i], 16))
            return false;
    token->hash = ng_sha256_of(text);
    token->id = ng_id_of('t', (ng_str){(const char *)token->hash.b, 32});
    return true;
}

ng_status ng_store_put_token(struct ng_store *st, const struct ng_token *token,
                             struct ng_err *err)
{
    ng_status status = ng_store_begin(st, err);
    if (status != NG_OK)
        return status;
    sqlite3_stmt *s =
        ng_sql_once(st, "INSERT INTO token VALUES(?1, ?2, ?3, ?4, ?5, ?6)");
    int rc = ng_sql_why(st);
    if (s) {
        sqlite3_bind_text(s, 1, token->id.c, -1, SQLITE_STATIC);
        sqlite3_bind_blob(s, 2, token->hash.b, 32, SQLITE_STATIC);
        sqlite3_bind_text(s, 3, token->name.n ? token->name.p : "",
                          (int)token->name.n, SQLITE_STATIC);
        sqlite3_bind_int64(s, 4, token->may);
        sqlite3_bind_int64(s, 5, token->made);
        if (token->expires != NG_NO_DAY)
            sqlite3_bind_int64(s, 6, token->expires);
        rc = sqlite3_step(s);
    }
    sqlite3_finalize(s);
    status = ng_sql_status(st, rc, err);
    if (status == NG_OK)
        return ng_store_commit(st, err);
    ng_store_rollback(st);
    return status;
}

static void read_days(sqlite3_stmt *s, int column, struct ng_token *token)
{
    token->may = (unsigned)sqlite3_column_int64(s, column);
    token->made = (ng_day)sqlite3_column_int64(s, column + 1);
    token->expires = sqlite3_column_type(s, column + 2) == SQLITE_NULL
                         ? NG_NO_DAY
                         : (ng_day)sqlite3_column_int64(s, column + 2);
}

struct listing {
    struct ng_store *st;
    sqlite3_stmt *s;
    ng_tokens *tokens;
};

static ng_status list(void *ctx, struct ng_arena *a, struct ng_err *err)
{
    struct listing *l = ctx;
    int rc;
    while ((rc = sqlite3_step(l->s)) == SQLITE_ROW) {
        struct ng_token *token = ng_push(l->tokens, a);
        token->id = ng_sql_id(l->s, 0);
        token->name = ng_sql_text(l->s, 1, a);
        read_days(l->s, 2, token);
    }
    return ng_sql_status(l->st, rc, err);
}

ng_status ng_store_tokens(struct ng_store *st, ng_tokens *tokens,
                          struct ng_arena *a, struct ng_err *err)
{
    struct listing l = {st,
                        ng_sql_once(st, "SELECT id, name, may, made, expires "
                                        "FROM token ORDER BY made, id"),
                        tokens};
    if (!l.s)
        return ng_sql_status(st, ng_sql_why(st), err);
    ng_status status = ng_guarded(list, &l, a, err);
    sqlite3_finalize(l.s);
    return status;
}

ng_status ng_store_find_token(struct ng_store *st, struct ng_token *token,
                              struct ng_err *err)
{
    sqlite3_stmt *s =
        ng_sql_once(st, "SELECT may, made, expires FROM token WHERE hash = ?1");
    if (!s)
        return ng_sql_status(st, ng_sql_why(st), err);
    sqlite3_bind_blob(s, 1, token->hash.b, 32, SQLITE_STATIC);
    int rc = sqlite3_step(s);
    if (rc == SQLITE_ROW)
        read_days(s, 0, token);
    sqlite3_finalize(s);
    if (rc == SQLITE_DONE)
        return ng_fail(err, NG_NOTHING, 0, "this token is not known");
    return ng_sql_status(st, rc, err);
}

ng_status ng_store_revoke_token(struct ng_store *st, ng_str id,
                                struct ng_err *err)
{
    ng_status status = ng_store_begin(st, err);
    if (status != NG_OK)
        return status;
    sqlite3_stmt *s = ng_sql_once(
        st, "DELETE FROM token WHERE substr(id, 1, ?2) = ?1 AND "
            "(SELECT count(*) FROM token WHERE substr(id, 1, ?2) = ?1) = 1");
    int rc = ng_sql_why(st);
    if (s) {
        sqlite3_bind_text(s, 1, id.p, (int)id.n, SQLITE_STATIC);
        sqlite3_bind_int64(s, 2, (int64_t)id.n);
        rc = sqlite3_step(s);
    }
    sqlite3_finalize(s);
    int gone = sqlite3_changes(st->db);
    status = ng_sql_status(st, rc, err);
    if (status == NG_OK && gone == 1)
        return ng_store_commit(st, err);
    ng_store_rollback(st);
    if (status == NG_OK)
        return ng_fail(err, NG_NOTHING, 0,
                       "no token, or more than one, has an id that begins " PRS
                       "; \"nutgraf token list\" shows them",
                       PRS_ARG(id));
    return status;
}
