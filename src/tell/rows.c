#include "tell/rows.h"

struct ng_json *ng_row_begin(struct ng_rows *x)
{
    x->line.n = 0;
    x->json =
        (struct ng_json){.out = &x->line, .fields = x->csv ? x->fields : NULL};
    return &x->json;
}

/* RFC 4180. A JSON text loses its quotes and escapes; null becomes empty; all
 * else (numbers, lists, objects) stays JSON. A text that a spreadsheet would
 * run as a formula gets an apostrophe before it: also one that begins with an
 * escape, which may be a tab or a line end before the formula. */
static void put_csv(struct ng_out *o, ng_str json)
{
    bool text = json.n && json.p[0] == '"';
    if (ng_str_eq(json, STR("null")))
        return;
    ng_putc(o, '"');
    bool escape =
        text && json.n > 3 && json.p[1] == '\\' && memchr("tnu", json.p[2], 3);
    if (text && json.n > 2 && (escape || memchr("=+-@", json.p[1], 4)))
        ng_putc(o, '\'');
    for (size_t i = text; i < json.n - text; i++) {
        char c = json.p[i];
        if (text && c == '\\' && i + 1 < json.n) {
            c = json.p[++i];
            if (c == 'u') { /* only control characters are written so */
                c = ' ';
                i += 4;
            }
            c = c == 'n' ? '\n' : c == 't' ? '\t' : c;
        }
        if (c == '"')
            ng_putc(o, '"');
        ng_putc(o, c);
    }
    ng_putc(o, '"');
}

void ng_row_end(struct ng_rows *x)
{
    if (!x->csv) {
        ng_put(x->to, ng_out_str(&x->line));
        ng_putc(x->to, '\n');
        return;
    }
    for (int row = x->header ? 0 : 1; row < 2; row++) {
        for (size_t i = 0; i < x->json.fields_n; i++) {
            const struct ng_json_field *f = &x->fields[i];
            if (i)
                ng_putc(x->to, ',');
            if (row == 0)
                ng_put(x->to, ng_str_of(f->key));
            else
                put_csv(x->to, (ng_str){x->line.p + f->beg, f->end - f->beg});
        }
        ng_put(x->to, STR("\r\n"));
    }
    x->header = false;
}

void ng_rows_release(struct ng_rows *x)
{
    ng_out_release(&x->line);
}
