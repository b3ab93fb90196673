#include "train/fit_net.h"

#include "model/matrix.h"
#include "train/train.h"

#include <math.h>

enum { D = NG_NET_D, G = NG_NET_G, HALF = D / 2, P = NG_NET_P };

static float between(struct ng_random *r, float limit)
{
    return ((float)(ng_random_next(r) >> 8) / (float)(1 << 23) - 1) * limit;
}

static void fill(struct ng_random *r, float *at, size_t n, float limit)
{
    for (size_t i = 0; i < n; i++)
        at[i] = between(r, limit);
}

void ng_fit_net_open(struct ng_fit_net *f, uint32_t words, uint64_t seed,
                     struct ng_arena *a)
{
    enum { N = NG_PARSE_MAX + 6 }; /* the net works in fours */
    struct ng_net *net = &f->at.net;
    struct ng_random r = {seed};
    size_t rows = (size_t)words + NG_NET_SUFFIXES + NG_NET_SHAPES;
    f->words = words;
    f->row = ng_new(a, float, rows *D);
    f->squares = ng_new(a, float, rows);
    f->ids = ng_new(a, struct ng_net_ids, N);
    f->seen = ng_new(a, float, (size_t)N *NG_GLOVE_PAD);
    for (size_t l = 0; l <= NG_NET_LAYERS; l++) {
        f->in[l] = ng_new(a, float, (size_t)N *D);
        f->d_in[l] = ng_new(a, float, (size_t)N *D);
        for (size_t j = 0; j < D; j++)
            f->mask[l][j] = 1;
    }
    for (size_t l = 0; l < NG_NET_LAYERS; l++) {
        f->trace[l] = (struct ng_net_trace){
            ng_new(a, float, (size_t)N *G), ng_new(a, float, (size_t)N *G),
            ng_new(a, float, (size_t)N *D), ng_new(a, float, (size_t)N *D)};
        fill(&r, &net->layer[l].w[0][0], (size_t)D * G, sqrtf(3.0F / D));
    }
    f->d_pre = ng_new(a, float, (size_t)N *G);
    f->places = ng_new(a, float, (size_t)N *P);
    f->d_places = ng_new(a, float, (size_t)N *P);
    fill(&r, f->row + D, (rows - 1) * D, 0.01F);
    fill(&r, &f->at.glove[0][0], (size_t)NG_GLOVE * D, sqrtf(3.0F / NG_GLOVE));
    fill(&r, &net->tag[0][0][0], sizeof net->tag / sizeof(float), 0.3F);
    fill(&r, &net->place[0][0], (size_t)D * P, sqrtf(3.0F / D) / 2);
    fill(&r, net->nobody, P, 0.1F);
    fill(&r, net->root, P, 0.1F);
    fill(&r, &net->fact[0][0][0], sizeof net->fact / sizeof(float), 0.1F);
    fill(&r, &net->move[0][0], (size_t)NG_MOVES * NG_NET_MOVE,
         sqrtf(3.0F / NG_NET_MOVE));
    fill(&r, &net->apart[0][0], sizeof net->apart / sizeof(float), 0.1F);
    fill(&r, &net->label[0][0], sizeof net->label / sizeof(float),
         sqrtf(3.0F / NG_NET_LABEL));
    ng_fit_net_turn(f);
}

void ng_fit_net_turn(struct ng_fit_net *f)
{
    for (size_t l = 0; l < NG_NET_LAYERS; l++)
        for (size_t d = 0; d < D; d++)
            for (size_t g = 0; g < G; g++)
                f->back_w[l][g][d] = f->at.net.layer[l].w[d][g];
    for (size_t d = 0; d < D; d++)
        for (size_t p = 0; p < P; p++)
            f->back_place[p][d] = f->at.net.place[d][p];
}

/* The rows that are summed for word i besides its GloVe numbers. */
static void rows_of(const struct ng_fit_net *f, struct ng_dense *dense,
                    size_t i, float *tag[5])
{
    for (size_t k = 0; k < 5; k++) {
        size_t at = i + k; /* of the word at i - 2 + k, from 1: plus 1 */
        unsigned tag_id = at >= 2 && at - 2 < f->n ? f->tag[at - 1] : 0;
        tag[k] = dense->net.tag[k][tag_id & (NG_NET_TAGS - 1)];
    }
}

/* c += a x b, a[I][P] laid out in rows, or turned. */
static void times(const float *a, size_t a_row, size_t a_column, const float *b,
                  float *c, size_t i_n, size_t p_n, size_t j_n)
{
    ng_multiply(&(struct ng_product){.a = a,
                                     .b = b,
                                     .c = c,
                                     .i_n = i_n,
                                     .j_n = j_n,
                                     .p_n = p_n,
                                     .a_row = a_row,
                                     .a_column = a_column,
                                     .b_row = j_n,
                                     .c_row = j_n});
}

static void read_words(struct ng_fit_net *f)
{
    size_t n = f->n;
    float *tag[5];
    memset(f->in[0], 0, n * D * sizeof(float));
    for (size_t i = 0; i < n; i++)
        memcpy(f->seen + i * NG_GLOVE_PAD,
               f->glove + (size_t)f->ids[i].at[0] * NG_GLOVE_PAD,
               NG_GLOVE_PAD * sizeof(float));
    times(f->seen, NG_GLOVE_PAD, 1, &f->at.glove[0][0], f->in[0], n,
          NG_GLOVE_PAD, D);
    for (size_t i = 0; i < n; i++) {
        rows_of(f, &f->at, i, tag);
        for (size_t j = 0; j < D; j++) {
            float sum = f->in[0][i * D + j];
            for (size_t k = 0; k < 3; k++)
                sum += f->row[(size_t)f->ids[i].at[k] * D + j];
            for (size_t k = 0; k < 5; k++)
                sum += tag[k][j];
            f->in[0][i * D + j] = sum * f->mask[0][j];
        }
    }
}

void ng_fit_net_forward(struct ng_fit_net *f)
{
    size_t n = f->n;
    if (f->given)
        for (size_t i = 0; i < n * D; i++)
            f->in[0][i] = f->given[i] * f->mask[0][i % D];
    else
        read_words(f);
    for (size_t l = 0; l < NG_NET_LAYERS; l++) {
        ng_net_layer(&f->at.net.layer[l], f->in[l], n, &f->trace[l]);
        for (size_t i = 0; i < n; i++)
            for (size_t j = 0; j < D; j++)
                f->in[l + 1][i * D + j] =
                    f->trace[l].out[i * D + j] * f->mask[l + 1][j];
    }
    ng_net_places(&f->at.net, f->in[NG_NET_LAYERS], n, f->places);
    memset(f->d_places, 0, (n + 2) * P * sizeof(float));
}

/* Slope of ng_squash. */
static float squash_slope(float x)
{
    float q = x * x;
    float s = q < 9 ? (9 - q) / (9 + 3 * q) : 0;
    return s * s;
}

/* One direction of step() backwards, words in the order they were read. */
static void back_half(const struct ng_fit_net *f, size_t l, bool turned)
{
    const struct ng_net_trace *t = &f->trace[l];
    float carry[HALF] = {0};
    size_t from = turned ? HALF : 0;
    for (size_t k = f->n; k-- > 0;) {
        size_t i = turned ? f->n - 1 - k : k;
        const float *pre = t->pre + i * G, *gate = t->gate + i * G;
        const float *before =
            k == 0 ? NULL : t->cell + (turned ? i + 1 : i - 1) * D;
        float *d_pre = f->d_pre + i * G, *d_in = f->d_in[l] + i * D;
        const float *in = f->in[l] + i * D, *cell = t->cell + i * D;
        const float *d_out = f->d_in[l + 1] + i * D;
        for (size_t j = from; j < from + HALF; j++) {
            float keep = gate[D + j], show = gate[2 * D + j];
            float was = before ? before[j] : 0;
            float d = d_out[j] * f->mask[l + 1][j];
            float d_cell = d * show + carry[j - from];
            d_in[j] = d * (1 - show);
            d_pre[j] = d_cell * (1 - keep) * squash_slope(pre[j]);
            d_pre[D + j] = d_cell * (was - gate[j]) * 0.25F *
                           squash_slope(0.5F * pre[D + j]);
            d_pre[2 * D + j] = d * (cell[j] - in[j]) * 0.25F *
                               squash_slope(0.5F * pre[2 * D + j]);
            carry[j - from] = d_cell * keep;
        }
    }
}

static void back_words(struct ng_fit_net *f)
{
    float *tag[5], *d = f->d_in[0];
    for (size_t i = 0; i < f->n; i++) {
        rows_of(f, &f->slope, i, tag);
        for (size_t j = 0; j < D; j++)
            d[i * D + j] *= f->mask[0][j];
        for (size_t k = 0; k < 5; k++)
            for (size_t j = 0; j < D; j++)
                tag[k][j] += d[i * D + j];
    }
    times(f->seen, 1, NG_GLOVE_PAD, d, &f->slope.glove[0][0], NG_GLOVE_PAD,
          f->n, D);
}

void ng_fit_net_backward(struct ng_fit_net *f)
{
    struct ng_net *slope = &f->slope.net;
    size_t n = f->n, top = NG_NET_LAYERS;
    for (size_t p = 0; p < P; p++) {
        slope->nobody[p] += f->d_places[p];
        slope->root[p] += f->d_places[(n + 1) * P + p];
    }
    times(f->in[top], 1, D, f->d_places + P, &slope->place[0][0], D, n, P);
    memset(f->d_in[top], 0, n * D * sizeof(float));
    times(f->d_places + P, P, 1, &f->back_place[0][0], f->d_in[top], n, P, D);
    for (size_t l = top; l-- > 0;) {
        back_half(f, l, false);
        back_half(f, l, true);
        for (size_t i = 0; i < n; i++)
            for (size_t g = 0; g < G; g++)
                slope->layer[l].bias[g] += f->d_pre[i * G + g];
        times(f->in[l], 1, D, f->d_pre, &slope->layer[l].w[0][0], D, n, G);
        times(f->d_pre, G, 1, &f->back_w[l][0][0], f->d_in[l], n, G, D);
    }
    if (!f->given)
        back_words(f);
}

void ng_fit_net_rows(struct ng_fit_net *f, float rate)
{
    for (size_t i = 0; i < f->n; i++)
        for (size_t k = 0; k < 3; k++) {
            uint32_t id = f->ids[i].at[k];
            float sum = 0, *row = f->row + (size_t)id * D;
            const float *d = f->d_in[0] + i * D;
            if (id == 0)
                continue;
            for (size_t j = 0; j < D; j++)
                sum += d[j] * d[j];
            f->squares[id] += sum / D;
            float pace = rate / (sqrtf(f->squares[id]) + 1e-6F);
            for (size_t j = 0; j < D; j++)
                row[j] -= pace * d[j];
        }
}

__attribute__((optimize("O3", "no-math-errno"))) static void
adam(float *restrict at, float *restrict slope, float *restrict first,
     float *restrict second, float *restrict mean, const float pace[3])
{
    for (size_t i = 0; i < sizeof(struct ng_dense) / sizeof(float); i++) {
        float g = slope[i] * pace[1];
        first[i] = 0.9F * first[i] + 0.1F * g;
        second[i] = 0.98F * second[i] + 0.02F * g * g;
        at[i] -= pace[0] * first[i] / (sqrtf(second[i]) + 1e-6F);
        mean[i] += (at[i] - mean[i]) * pace[2];
        slope[i] = 0;
    }
}

void ng_fit_net_step(struct ng_fit_net *f, float rate, float keep_mean)
{
    enum { N = sizeof(struct ng_dense) / sizeof(float) };
    float *slope = (float *)&f->slope, sum = 0;
    for (size_t i = 0; i < N; i++)
        sum += slope[i] * slope[i];
    const float most = 25;
    float size = sqrtf(sum), clip = size > most ? most / size : 1;
    f->steps += 1;
    double warm1 = 1 - pow(0.9, f->steps), warm2 = 1 - pow(0.98, f->steps);
    float pace[3] = {rate * (float)(sqrt(warm2) / warm1), clip, keep_mean};
    adam((float *)&f->at, slope, (float *)&f->first, (float *)&f->second,
         (float *)&f->mean, pace);
    ng_fit_net_turn(f);
}

/* Chances of n scores, those of `may`; in place. */
static void chances(float *score, size_t n, uint64_t may)
{
    float best = -INFINITY, sum = 0;
    for (size_t m = 0; m < n; m++)
        if (may >> m & 1 && score[m] > best)
            best = score[m];
    for (size_t m = 0; m < n; m++) {
        score[m] = may >> m & 1 ? expf(score[m] - best) : 0;
        sum += score[m];
    }
    for (size_t m = 0; m < n; m++)
        score[m] /= sum;
}

float ng_fit_move(struct ng_fit_net *f, const struct ng_parse *p, unsigned may,
                  unsigned right, const float *score)
{
    struct ng_sight sight;
    float hidden[NG_NET_MOVE], chance[NG_MOVES], again[NG_MOVES], good = 0;
    const struct ng_net *net = &f->at.net;
    struct ng_net *slope = &f->slope.net;
    memcpy(chance, score, sizeof chance);
    chances(chance, NG_MOVES, may);
    for (size_t m = 0; m < NG_MOVES; m++)
        good += right >> m & 1 ? chance[m] : 0;
    good = good > 1e-9F ? good : 1e-9F;
    if (good > 0.999F)
        return 0;
    ng_parse_look(p, &sight);
    ng_move_scores(net, f->places, &sight, hidden, again);
    for (size_t m = 0; m < NG_MOVES; m++)
        chance[m] -= right >> m & 1 ? chance[m] / good : 0;
    for (size_t j = 0; j < NG_NET_MOVE; j++) {
        float d = 0;
        for (size_t m = 0; m < NG_MOVES; m++) {
            slope->move[m][j] += chance[m] * hidden[j];
            d += chance[m] * net->move[m][j];
        }
        hidden[j] = hidden[j] > 0 ? d : 0;
    }
    for (size_t k = 0; k < NG_NET_PLACES; k++) {
        float *to = f->d_places + (size_t)sight.place[k] * P + k * NG_NET_MOVE;
        for (size_t j = 0; j < NG_NET_MOVE; j++)
            to[j] += hidden[j];
    }
    for (size_t k = 0; k < NG_NET_FACTS; k++)
        for (size_t j = 0; j < NG_NET_MOVE; j++)
            slope->fact[k][sight.fact[k]][j] += hidden[j];
    return -logf(good);
}

float ng_fit_label(struct ng_fit_net *f, int head, int child, unsigned gold)
{
    enum { AS_HEAD = NG_NET_PLACES * NG_NET_MOVE };
    float hidden[NG_NET_LABEL], score[NG_NET_LABELS];
    const struct ng_net *net = &f->at.net;
    struct ng_net *slope = &f->slope.net;
    ng_label_scores(net, f->places, (int)f->n, head, child, hidden, score);
    chances(score, NG_NET_LABELS, UINT64_MAX - 1);
    float good = score[gold] > 1e-9F ? score[gold] : 1e-9F;
    score[gold] -= 1;
    size_t row = head ? (size_t)head : f->n + 1;
    float *h = f->d_places + row * P + AS_HEAD;
    float *d = f->d_places + (size_t)child * P + AS_HEAD + NG_NET_LABEL;
    float *apart = slope->apart[ng_label_apart(head, child)];
    for (size_t l = 0; l < NG_NET_LABELS; l++)
        slope->label_bias[l] += score[l];
    for (size_t j = 0; j < NG_NET_LABEL; j++) {
        if (hidden[j] <= 0)
            continue;
        float sum = 0;
        for (size_t l = 0; l < NG_NET_LABELS; l++) {
            slope->label[j][l] += hidden[j] * score[l];
            sum += score[l] * net->label[j][l];
        }
        h[j] += sum;
        d[j] += sum;
        apart[j] += sum;
    }
    return -logf(good);
}
