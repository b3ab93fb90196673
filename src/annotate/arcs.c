/* arcs.c - head and relation of each word, sentence by sentence.
 *
 * A sentence longer than the parser takes (a list, a table that lost its lines)
 * is parsed in pieces, cut behind a comma or semicolon where there is one in
 * the second half of a piece; each piece has a root of its own.
 */
#include "annotate/annotate.h"
#include "annotate/linked.h"
#include "model/matrix.h"
#include "model/parser.h"

_Static_assert((int)NG_SENSE == (int)NG_NET_D, "all that the net makes");

struct reader {
    struct ng_report *r;
    struct ng_net_file net;
    struct ng_net_room room;
    struct ng_parse parse;
    struct ng_shape shape[NG_PARSE_MAX + 2];
    uint8_t tag[NG_PARSE_MAX + 2];
};

static void parse_piece(struct reader *in, uint32_t first, uint32_t n)
{
    struct ng_word *words = &in->r->words.at[first];
    for (uint32_t i = 0; i < n; i++) {
        ng_shape_of(ng_slice(in->r->text, words[i].at), words[i].low, 0, NULL,
                    &in->shape[i + 1]);
        in->tag[i + 1] = words[i].tag;
    }
    const float *states =
        ng_net_read(&in->net, in->shape, in->tag, n, &in->room);
    for (uint32_t i = 0; i < n; i++) {
        struct ng_sense *to = &in->r->senses[first + i];
        to->scale =
            ng_to_bytes(states + (size_t)i * NG_NET_D, NG_SENSE, to->at);
    }
    ng_parse_words(&in->parse, in->net.net, in->room.places, (int)n);
    for (uint32_t i = 0; i < n; i++) {
        uint32_t head = (uint32_t)in->parse.head[i + 1];
        words[i].head = head ? first + head - 1 : NG_NONE;
        words[i].rel = in->parse.label[i + 1];
        if (head == 0 || words[i].rel >= NG_REL_COUNT)
            words[i].rel = head ? NG_REL_dep : NG_REL_root;
    }
}

/* Words of the next piece of a sentence that has `left` to go. */
static uint32_t piece_length(const struct ng_report *r, uint32_t first,
                             uint32_t left)
{
    if (left <= NG_PARSE_MAX)
        return left;
    for (uint32_t n = NG_PARSE_MAX; n > NG_PARSE_MAX / 2; n--) {
        uint8_t tag = r->words.at[first + n - 1].tag;
        if (tag == NG_TAG_COMMA || tag == NG_TAG_COLON)
            return n;
    }
    return NG_PARSE_MAX;
}

void ng_find_arcs(struct ng_report *r, struct ng_arena *out,
                  struct ng_arena scratch)
{
    struct ng_model arcs;
    if (!ng_linked_open(&arcs, NG_MODEL_ARCS))
        return;
    struct reader *in = ng_new(&scratch, struct reader, 1);
    in->r = r;
    if (!ng_net_open(&in->net, &arcs))
        return;
    r->senses = ng_new(out, struct ng_sense, r->words.n);
    uint32_t longest = 1;
    for (size_t k = 0; k < r->sentences.n; k++) {
        uint32_t n = r->sentences.at[k].end - r->sentences.at[k].first;
        longest = n > longest ? n : longest;
    }
    in->room =
        ng_net_room(longest < NG_PARSE_MAX ? longest : NG_PARSE_MAX, &scratch);
    for (size_t k = 0; k < r->sentences.n; k++) {
        const struct ng_sentence *s = &r->sentences.at[k];
        for (uint32_t at = s->first; at < s->end;) {
            uint32_t n = piece_length(r, at, s->end - at);
            parse_piece(in, at, n);
            at += n;
        }
    }
}
