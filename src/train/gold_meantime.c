/* gold_meantime.c - an article of MEANTIME (NAF-like XML) as the columns that
 * gold_coref.c reads: words, sentences as paragraphs where an article has
 * them, and the mentions of entities as Entity= brackets, by the ids that hold
 * across the articles of a topic.
 *
 *     <token t_id="5" sentence="0">Apple</token>
 *     <ENTITY_MENTION m_id="3"><token_anchor t_id="5"/></ENTITY_MENTION>
 *     <ENTITY instance_id="ORG1" m_id="80"/>
 *     <REFERS_TO><source m_id="3"/><target m_id="80"/></REFERS_TO>
 *
 * The format is written by one program, tag after tag, so it is read flat.
 */
#include "train/gold_coref.h"

#include "base/names.h"
#include "text/entities.h"

struct span {
    uint32_t first, last; /* words; first > last: none yet */
    ng_str id;            /* of the entity, once it is known */
};
struct article {
    struct ng_arena *a;
    NG_LIST(ng_str) form;
    NG_LIST(ng_str) sentence;
    struct ng_names words; /* t_id -> index in form */
    struct ng_names marks; /* m_id of a mention -> index in span */
    NG_LIST(struct span) span;
    struct ng_names entities; /* m_id of an entity -> index in id */
    NG_LIST(ng_str) id;
    NG_LIST(uint32_t) sources; /* of the REFERS_TO at hand */
    bool mention;              /* anchors belong to the last span */
};

/* The value of ` key="` in a tag. */
static ng_str value_of(ng_str tag, const char *key, struct ng_arena *a)
{
    ng_str name = ng_str_format(a, " %s=\"", key);
    size_t at = ng_str_find(tag, name, 0);
    if (at == SIZE_MAX)
        return (ng_str){0};
    ng_str rest = {tag.p + at + name.n, tag.n - at - name.n};
    return ng_cut_at(rest, '"').head;
}

static void take_mention(struct article *x, ng_str tag)
{
    ng_name(&x->marks, value_of(tag, "m_id", x->a), x->a);
    if (x->span.n < x->marks.all.n)
        *ng_push(&x->span, x->a) = (struct span){UINT32_MAX, 0, {0}};
    x->mention = true;
}

static void take_anchor(struct article *x, ng_str tag)
{
    uint32_t w = ng_name_find(&x->words, value_of(tag, "t_id", x->a));
    if (!x->mention || w == NG_NO_NAME)
        return;
    struct span *s = &x->span.at[x->span.n - 1];
    s->first = w < s->first ? w : s->first;
    s->last = w > s->last ? w : s->last;
}

static void take_target(struct article *x, ng_str tag)
{
    uint32_t e = ng_name_find(&x->entities, value_of(tag, "m_id", x->a));
    for (size_t i = 0; e != NG_NO_NAME && i < x->sources.n; i++)
        x->span.at[x->sources.at[i]].id = x->id.at[e];
}

static void take_tag(struct article *x, ng_str tag, ng_str rest)
{
    if (ng_str_starts(tag, STR("token "))) {
        ng_name(&x->words, value_of(tag, "t_id", x->a), x->a);
        *ng_push(&x->form, x->a) =
            ng_entities_decode(ng_cut_at(rest, '<').head, x->a);
        *ng_push(&x->sentence, x->a) = value_of(tag, "sentence", x->a);
    } else if (ng_str_starts(tag, STR("token_anchor"))) {
        take_anchor(x, tag);
    } else if (ng_str_starts(tag, STR("ENTITY_MENTION"))) {
        take_mention(x, tag);
    } else if (ng_str_starts(tag, STR("ENTITY "))) {
        ng_name(&x->entities, value_of(tag, "m_id", x->a), x->a);
        *ng_push(&x->id, x->a) = value_of(tag, "instance_id", x->a);
    } else if (ng_str_starts(tag, STR("REFERS_TO"))) {
        x->sources.n = 0;
    } else if (ng_str_starts(tag, STR("source"))) {
        uint32_t m = ng_name_find(&x->marks, value_of(tag, "m_id", x->a));
        if (m != NG_NO_NAME)
            *ng_push(&x->sources, x->a) = m;
    } else if (ng_str_starts(tag, STR("target"))) {
        take_target(x, tag);
    } else if (ng_str_starts(tag, STR("/ENTITY_MENTION")) ||
               ng_str_starts(tag, STR("EVENT_MENTION"))) {
        x->mention = false;
    }
}

/* Whether word i stands close to the next one. */
static bool is_glued(const struct article *x, size_t i)
{
    static const ng_str left[] = {
        S(","), S("."), S("'s"),  S("''"), S(")"), S(":"),  S(";"),
        S("%"), S("'"), S("n't"), S("?"),  S("!"), S("’s"),
    };
    static const ng_str right[] = {S("``"), S("("), S("$"), S("#")};
    return ng_str_in(x->form.at[i], right, sizeof right / sizeof *right) ||
           (i + 1 < x->form.n &&
            ng_str_in(x->form.at[i + 1], left, sizeof left / sizeof *left));
}

static void put_brackets(const struct article *x, uint32_t i, struct ng_out *o)
{
    const char *before = "Entity=";
    for (size_t k = 0; k < x->span.n; k++) {
        const struct span *s = &x->span.at[k];
        if (s->id.n == 0 || s->first > s->last || s->first != i)
            continue;
        ng_printf(o, "%s(" PRS "%s", before, PRS_ARG(s->id),
                  s->last == i ? ")" : "");
        before = "";
    }
    for (size_t k = 0; k < x->span.n; k++) {
        const struct span *s = &x->span.at[k];
        if (s->id.n == 0 || s->first >= s->last || s->last != i)
            continue;
        ng_printf(o, "%s" PRS ")", before, PRS_ARG(s->id));
        before = "";
    }
    if (before[0] == 0)
        ng_putc(o, '|');
}

/* The headline (sentence 0) and the rest are paragraphs of their own. */
static void put_article(const struct article *x, struct ng_out *o)
{
    static const ng_str quotes[] = {S("``"), S("''")};
    size_t number = 0;
    for (uint32_t i = 0; i < x->form.n; i++) {
        ng_str sentence = x->sentence.at[i], form = x->form.at[i];
        bool new = i == 0 || !ng_str_eq(sentence, x->sentence.at[i - 1]);
        if (new &&i)
            ng_putc(o, '\n');
        if (new && (i == 0 || ng_str_eq(sentence, STR("1"))))
            ng_put(o, STR("# newpar\n"));
        number = new ? 1 : number + 1;
        if (ng_str_in(form, quotes, 2))
            form = STR("\"");
        ng_printf(o, "%zu\t" PRS "\t_\t_\t_\t_\t_\t_\t_\t", number,
                  PRS_ARG(form));
        put_brackets(x, i, o);
        ng_printf(o, "%s\n", is_glued(x, i) ? "SpaceAfter=No" : "_");
    }
    ng_putc(o, '\n');
}

void ng_meantime_columns(ng_str xml, ng_str name, struct ng_out *o,
                         struct ng_arena *a)
{
    struct article x = {.a = a};
    while (xml.n) {
        ng_cut open = ng_cut_at(xml, '<');
        ng_cut tag = ng_cut_at(open.tail, '>');
        if (tag.found)
            take_tag(&x, tag.head, tag.tail);
        xml = tag.tail;
    }
    ng_printf(o, "# newdoc id = " PRS "\n", PRS_ARG(name));
    put_article(&x, o);
}
