/* weed.c - who stands where a recipient stands, and is none.
 *
 *     blocked Vale Street          a place, not whom it is against
 *     deployed 200 soldiers        the soldiers are one's own
 *     warned that its members ...  one's own people
 */
#include "code/roles.h"

/* A road, a square, a town: where it is done. A country, a body that has its
 * name from a building: whom it is against. */
static bool is_spot(const struct ng_report *r, const struct ng_party *p)
{
    if (p->entity == NG_NONE)
        return false;
    const struct ng_entity *e = &r->entities.at[p->entity];
    return e->type == NG_FAC || e->type == NG_LOC ||
           (e->type == NG_GPE && !ng_str_starts(e->key, STR("country:")));
}

static bool is_own(const struct ng_mention *m, const struct ng_party *p)
{
    for (size_t i = 0; i < m->actors.n; i++)
        if (p->of && p->of == m->actors.at[i].entity + 1)
            return true;
    return false;
}

static bool is_force(const struct ng_party *p)
{
    return p->entity == NG_NONE && (memcmp(p->sector, "MIL", 4) == 0 ||
                                    memcmp(p->sector, "COP", 4) == 0);
}

/* A town of one's own: a state sends and bans at home. */
static bool is_home(const struct ng_report *r, enum ng_event_type type,
                    const struct ng_mention *m, const struct ng_party *p)
{
    if (type == NG_PROTEST)
        return is_spot(r, p);
    if ((type != NG_MOBILIZE && type != NG_COERCE) || !is_spot(r, p))
        return false;
    bool abroad = false;
    for (size_t i = 0; i < m->actors.n; i++)
        abroad |= m->actors.at[i].code[0] &&
                  memcmp(m->actors.at[i].code, p->code, 3) != 0;
    return !abroad;
}

void ng_weed_recipients(struct ng_coder *k, enum ng_event_type type,
                        struct ng_mention *m)
{
    bool alone = m->actors.n == 0;
    size_t n = 0;
    for (size_t i = 0; i < m->recipients.n; i++) {
        const struct ng_party *p = &m->recipients.at[i];
        bool sent = type == NG_MOBILIZE && is_force(p);
        if (sent && alone)
            *ng_push(&m->actors, k->out) = *p;
        if (!sent && !is_own(m, p) && !is_home(k->r, type, m, p))
            m->recipients.at[n++] = *p;
    }
    m->recipients.n = n;
}
