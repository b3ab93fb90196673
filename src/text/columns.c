#include "text/columns.h"

static ng_str cut_line(ng_str *rest)
{
    ng_cut c = ng_cut_at(*rest, '\n');
    *rest = c.tail;
    if (c.head.n && c.head.p[c.head.n - 1] == '\r')
        c.head.n--;
    return c.head;
}

static bool is_id(ng_str s, uint32_t *v)
{
    int64_t n;
    if (s.n > 6 || !ng_str_number(s, &n))
        return false;
    *v = (uint32_t)n;
    return true;
}

/* "3", or "3-4"; an empty node "3.1" is neither. */
static enum ng_columns_line id_of(ng_str s, struct ng_columns_row *row)
{
    ng_cut c = ng_cut_at(s, '-');
    if (c.found)
        return is_id(c.head, &row->from) && is_id(c.tail, &row->to)
                   ? NG_LINE_RANGE
                   : NG_LINE_COMMENT;
    row->to = row->from;
    if (!is_id(s, &row->from))
        return NG_LINE_COMMENT;
    row->to = row->from;
    return NG_LINE_TOKEN;
}

static void read_conllu(struct ng_columns_row *row)
{
    ng_str field[10] = {0};
    size_t n = 0;
    ng_cut c = {.tail = row->line, .found = true};
    while (n < 10 && c.found) {
        c = ng_cut_at(c.tail, '\t');
        field[n++] = c.head;
    }
    row->kind = NG_LINE_COMMENT;
    if (ng_str_starts(row->line, STR("# newdoc")))
        row->kind = NG_LINE_DOCUMENT;
    if (row->line.n == 0 || row->line.p[0] == '#' || n < 2 || field[1].n == 0)
        return;
    row->kind = id_of(field[0], row);
    row->form = field[1];
    row->tag = field[4];
    row->glued = ng_str_find(field[9], STR("SpaceAfter=No"), 0) != SIZE_MAX;
}

static void read_plain(struct ng_columns_row *row)
{
    ng_cut c = ng_cut_at(row->line, '\t');
    row->form = c.head;
    row->kind = c.head.n ? NG_LINE_TOKEN : NG_LINE_COMMENT;
    while (c.found)
        c = ng_cut_at(c.tail, '\t');
    row->tag = c.head;
    if (ng_str_starts(row->line, STR("-DOCSTART-")))
        row->kind = NG_LINE_DOCUMENT;
}

bool ng_columns_next(ng_str *rest, bool conllu, struct ng_columns_row *row)
{
    if (rest->n == 0)
        return false;
    *row = (struct ng_columns_row){.line = cut_line(rest)};
    if (ng_str_trim(row->line).n == 0)
        row->kind = NG_LINE_BLANK;
    else if (conllu)
        read_conllu(row);
    else
        read_plain(row);
    return true;
}

static size_t count_tabs(ng_str line)
{
    size_t n = 0;
    for (size_t i = 0; i < line.n; i++)
        n += line.p[i] == '\t';
    return n;
}

bool ng_columns_are_conllu(ng_str text)
{
    while (text.n) {
        ng_str line = cut_line(&text);
        if (line.n && line.p[0] != '#')
            return count_tabs(line) >= 9 && ng_is_digit(line.p[0]);
    }
    return false;
}

bool ng_columns_sniff(ng_str head)
{
    if (ng_str_starts(head, STR("\xef\xbb\xbf")))
        head.p += 3, head.n -= 3;
    while (head.n && (*head.p == '\n' || *head.p == '\r'))
        head.p++, head.n--;
    return ng_str_starts(head, STR("-DOCSTART-")) ||
           ng_columns_are_conllu(head);
}

ng_str ng_columns_value(ng_str line, ng_str key)
{
    if (!ng_str_starts(line, STR("# ")))
        return (ng_str){0};
    ng_cut c = ng_cut_at((ng_str){line.p + 2, line.n - 2}, '=');
    return c.found && ng_str_eq(ng_str_trim(c.head), key) ? ng_str_trim(c.tail)
                                                          : (ng_str){0};
}

ng_str ng_columns_field(ng_str line, unsigned k)
{
    ng_cut c = ng_cut_at(line, '\t');
    while (k--)
        c = ng_cut_at(c.tail, '\t');
    return c.head;
}
