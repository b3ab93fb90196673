/* dossier_chart.c - who was made from whom, over time, as a drawing.
 *
 *     Northwire   (1)------(2)---.
 *                                 `--(4)
 *     Radio              (3)
 *                 12 May   13    14
 *
 * A row an origin, each report at the day (and hour) it came out; filled is the
 * first of its origin, a line leads to what it was made from. Reports that
 * would cover each other step aside.
 */
#include "tell/brief.h"
#include "tell/dossier.h"

enum { WIDTH = 1000, LEFT = 190, RIGHT = 30, TOP = 14, ROW = 34, RADIUS = 11 };

struct chart {
    struct ng_dossier *d;
    int64_t first, last; /* seconds */
    uint32_t *row;       /* [origins] + 1; 0: of no report */
    uint32_t rows;
    double *x; /* [reports] */
};

/* A report that has a day alone stands in the evening, after those with an
 * hour; one that has no day of its own at the end of the days it can be of. */
static bool second_of(const struct ng_report *r, int64_t *at)
{
    enum { EVENING = 18 * 3600 };
    struct ng_moment m;
    if (!ng_moment_of(r, &m)) {
        m = (struct ng_moment){r->published.last, 0};
        if (m.day == NG_NO_DAY)
            m.day = r->published.first;
        if (m.day == NG_NO_DAY)
            return false;
    }
    if (r->published_precision != NG_PRECISION_SECOND)
        m.second = EVENING;
    *at = (int64_t)m.day * 86400 + m.second;
    return true;
}

static void measure(struct chart *c)
{
    const struct ng_batch *b = c->d->b;
    bool any = false;
    c->row = ng_new(c->d->a, uint32_t, b->origins.n + 1);
    c->x = ng_new(c->d->a, double, b->reports.n + 1);
    for (size_t i = 0; i < b->reports.n; i++) {
        int64_t at;
        if (!c->row[b->origin_of[i]])
            c->row[b->origin_of[i]] = ++c->rows;
        if (!second_of(b->reports.at[i], &at))
            continue;
        c->first = !any || at < c->first ? at : c->first;
        c->last = !any || at > c->last ? at : c->last;
        any = true;
    }
    c->first -= c->first % 86400;
    c->last += 86400 - c->last % 86400;
}

static double x_of(const struct chart *c, int64_t at)
{
    double part = (double)(at - c->first) / (double)(c->last - c->first);
    return LEFT + RADIUS + part * (WIDTH - LEFT - RIGHT - 2 * RADIUS);
}

static double y_of(const struct chart *c, uint32_t report)
{
    return TOP + ROW * (c->row[c->d->b->origin_of[report]] - 0.5);
}

/* In batch order, which is that of time: to the right of those before. */
static void place(struct chart *c)
{
    const struct ng_batch *b = c->d->b;
    for (uint32_t i = 0; i < b->reports.n; i++) {
        int64_t at = c->first;
        second_of(b->reports.at[i], &at);
        double x = x_of(c, at);
        for (uint32_t k = 0; k < i; k++)
            if (b->origin_of[k] == b->origin_of[i] &&
                x < c->x[k] + 2 * RADIUS + 3 && x > c->x[k] - 2 * RADIUS - 3)
                x = c->x[k] + 2 * RADIUS + 3;
        c->x[i] = x < WIDTH - RADIUS - 2 ? x : WIDTH - RADIUS - 2;
    }
}

static void put_days(struct chart *c)
{
    struct ng_out *o = c->d->out;
    int64_t days = (c->last - c->first) / 86400;
    int64_t step = days / 8 + 1;
    int bottom = TOP + ROW * (int)c->rows;
    for (int64_t n = 0; n < days; n += step) {
        char buf[48];
        ng_day day = (ng_day)(c->first / 86400 + n);
        ng_str text = ng_when_text((ng_days){day, day}, NG_DAY, day, buf);
        double x = x_of(c, c->first + n * 86400);
        ng_printf(o,
                  "<path class=\"grid\" d=\"M%.1f %dV%d\"/><text class=\"d\" "
                  "x=\"%.1f\" y=\"%d\">" PRS "</text>",
                  x, TOP, bottom + 4, x, bottom + 18, PRS_ARG(text));
    }
}

static void put_names(struct chart *c)
{
    const struct ng_batch *b = c->d->b;
    struct ng_out *o = c->d->out;
    for (size_t i = 0; i < b->origins.n; i++) {
        const struct ng_origin *from = &b->origins.at[i];
        if (!c->row[i])
            continue;
        bool held = from->report != NG_NONE;
        ng_str name =
            held ? ng_source_name(b->reports.at[from->report]) : from->name;
        ng_printf(o, "<text x=\"0\" y=\"%d\">",
                  TOP + ROW * (int)c->row[i] - 13);
        ng_put_xml(o, ng_one_line(name, held ? 26 : 16, c->d->a));
        ng_put(o, held ? STR("</text>") : STR(" (not held)</text>"));
    }
}

static void put_edges(struct chart *c)
{
    const struct ng_batch *b = c->d->b;
    for (uint32_t i = 0; i < b->reports.n; i++) {
        if (!c->d->parents[i])
            continue;
        uint32_t p = b->edges.at[c->d->parents[i] - 1].parent;
        double x = c->x[p], y = y_of(c, p), z = y_of(c, i);
        if (y < z || y > z)
            ng_printf(c->d->out,
                      "<path class=\"e\" d=\"M%.1f %.1fL%.1f %.1f\"/>", x, y,
                      c->x[i], z);
        else /* a bow over those between */
            ng_printf(
                c->d->out,
                "<path class=\"e\" d=\"M%.1f %.1fQ%.1f %.1f %.1f %.1f\"/>", x,
                y, (x + c->x[i]) / 2, y - ROW * .8, c->x[i], z);
    }
}

static void put_nodes(struct chart *c)
{
    const struct ng_batch *b = c->d->b;
    for (uint32_t i = 0; i < b->reports.n; i++) {
        bool origin = !c->d->parents[i];
        ng_printf(c->d->out,
                  "<a href=\"#r%u\"><circle class=\"%s\" cx=\"%.1f\" "
                  "cy=\"%.1f\" r=\"%d\"/><text x=\"%.1f\" y=\"%.1f\" "
                  "text-anchor=\"middle\">%u</text></a>",
                  i + 1, origin ? "o" : "n", c->x[i], y_of(c, i), RADIUS,
                  c->x[i], y_of(c, i) + 4, i + 1);
    }
}

void ng_dossier_chart(struct ng_dossier *d)
{
    enum { MOST = 400 };
    struct chart c = {.d = d};
    if (!d->b->origin_of || d->b->reports.n < 2 || d->b->reports.n > MOST)
        return;
    measure(&c);
    if (c.last <= c.first)
        return;
    place(&c);
    ng_printf(d->out,
              "<div class=\"chart\"><svg viewBox=\"0 0 %d %d\" role=\"img\" "
              "aria-label=\"Reports by origin and time; the table below says "
              "the same\">",
              WIDTH, TOP + ROW * (int)c.rows + 26);
    put_days(&c);
    put_names(&c);
    put_edges(&c);
    put_nodes(&c);
    ng_put(d->out, STR("</svg></div>\n"));
}
