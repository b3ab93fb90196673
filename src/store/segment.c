#include "store/segment.h"

#include "base/hash.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

enum { PAGE = 4096, TEXT = 18, VERSION = 1 };

struct part {
    uint64_t at, size;
    struct ng_postings_shape shape;
};
struct head {
    char magic[8];
    uint32_t version, texts;
    uint64_t size, sums, sums_hash; /* where the sums begin */
    struct part kinds[NG_PRINT_KINDS];
    uint64_t seal; /* of all before it */
};
_Static_assert(sizeof(struct head) <= PAGE, "a head is one page");
_Static_assert(sizeof(struct ng_postings_shape) == 24, "no holes in a head");

static const char magic[8] = {'n', 'g', 'p', 'r', 'i', 'n', 't', '\n'};

static uint64_t seal_of(const struct head *h)
{
    return ng_hash64((ng_str){(const char *)h, offsetof(struct head, seal)},
                     VERSION);
}

static size_t pages_of(size_t bytes)
{
    return (bytes + PAGE - 1) / PAGE;
}

/* One sum for each page; those of the head's page and of their own are 0. */
static uint32_t sum_of(const uint8_t *page)
{
    return (uint32_t)ng_hash64((ng_str){(const char *)page, PAGE}, 1);
}

/* ---- reading ------------------------------------------------------------ */

static ng_status refuse(const char *path, const char *why, struct ng_err *err)
{
    return ng_fail(err, NG_STORE, 0, "the index of prints %s is damaged: %s",
                   path, why);
}

ng_status ng_segment_view(struct ng_segment *s, ng_str bytes, const char *path,
                          struct ng_err *err)
{
    struct head h;
    if (bytes.n < PAGE)
        return refuse(path, "it ends within its head", err);
    memcpy(&h, bytes.p, sizeof h);
    if (memcmp(h.magic, magic, sizeof magic) != 0)
        return refuse(path, "it does not begin as one", err);
    if (h.version != VERSION)
        return ng_fail(err, NG_STORE, 0,
                       "the index of prints %s is of version %u, this program "
                       "knows %d",
                       path, h.version, VERSION);
    if (h.seal != seal_of(&h))
        return refuse(path, "its head is not what was written", err);
    if (h.size != bytes.n || h.size % PAGE)
        return refuse(path, "it is not as long as it was", err);
    size_t sums = pages_of(bytes.n) * sizeof(uint32_t);
    if (h.sums % PAGE || h.sums > bytes.n || bytes.n - h.sums < sums ||
        h.texts > 1U << NG_THING_BITS ||
        (uint64_t)h.texts * TEXT > h.sums - PAGE)
        return refuse(path, "its parts do not fit", err);
    if (ng_hash64((ng_str){bytes.p + h.sums, sums}, 2) != h.sums_hash)
        return refuse(path, "its sums are not what was written", err);
    *s = (struct ng_segment){.map = (const uint8_t *)bytes.p,
                             .size = bytes.n,
                             .seal = h.seal,
                             .texts = h.texts};
    s->text = s->map + PAGE;
    for (int k = 0; k < NG_PRINT_KINDS; k++)
        if (h.kinds[k].at > h.sums ||
            h.kinds[k].size > h.sums - h.kinds[k].at ||
            !ng_postings_view(&s->kinds[k], h.kinds[k].shape,
                              bytes.p + h.kinds[k].at, h.kinds[k].size))
            return refuse(path, "its parts do not fit", err);
    return NG_OK;
}

ng_status ng_segment_open(struct ng_segment *s, const char *path, uint64_t seal,
                          struct ng_err *err)
{
    struct stat st;
    *s = (struct ng_segment){0};
    int file = open(path, O_RDONLY | O_CLOEXEC);
    if (file < 0 && errno == ENOENT)
        return ng_fail(err, NG_STORE, 0, "the index of prints %s is missing",
                       path);
    if (file < 0 || fstat(file, &st) != 0 || st.st_size < PAGE) {
        ng_status status = file < 0
                               ? ng_fail(err, NG_STORE, 0,
                                         "opening the index of prints %s: %s",
                                         path, strerror(errno))
                               : refuse(path, "it ends within its head", err);
        if (file >= 0)
            close(file);
        return status;
    }
    size_t size = (size_t)st.st_size;
    void *map = mmap(NULL, size, PROT_READ, MAP_SHARED, file, 0);
    close(file);
    if (map == MAP_FAILED)
        return ng_fail(err, NG_IO, 0, "mapping %s: %s", path, strerror(errno));
    madvise(map, size, MADV_RANDOM);
    ng_status status = ng_segment_view(s, (ng_str){map, size}, path, err);
    if (status == NG_OK && seal && s->seal != seal)
        status = refuse(path, "it is not the one that belongs here", err);
    if (status != NG_OK) {
        munmap(map, size);
        *s = (struct ng_segment){0};
    }
    return status;
}

void ng_segment_close(struct ng_segment *s)
{
    if (s->map)
        munmap((void *)(uintptr_t)s->map, s->size);
    *s = (struct ng_segment){0};
}

struct ng_segment_text ng_segment_text_at(const struct ng_segment *s,
                                          uint32_t i)
{
    struct ng_segment_text t = {0};
    uint32_t nr;
    if (i >= s->texts)
        return t;
    const uint8_t *p = s->text + (size_t)i * TEXT;
    memcpy(&t.moment, p, 6);
    memcpy(&t.id, p + 6, 8);
    memcpy(&nr, p + 14, 4);
    t.nr = nr;
    return t;
}

/* ---- proof -------------------------------------------------------------- */

static bool texts_in_order(const struct ng_segment *s)
{
    struct ng_segment_text last = {0};
    for (uint32_t i = 0; i < s->texts; i++) {
        struct ng_segment_text t = ng_segment_text_at(s, i);
        if (i && (t.moment < last.moment ||
                  (t.moment == last.moment && t.id <= last.id)))
            return false;
        last = t;
    }
    return true;
}

static bool postings_in_order(const struct ng_postings *p, uint32_t texts)
{
    struct ng_postings_cursor c = ng_postings_begin(p);
    uint64_t key, last = 0, n = 0;
    uint32_t thing;
    for (; ng_postings_next(&c, &key, &thing); n++) {
        uint64_t order = key << NG_THING_BITS | thing;
        if (thing >= texts || (n && order <= last))
            return false;
        last = order;
    }
    return n == p->shape.n;
}

ng_status ng_segment_prove(const struct ng_segment *s, const char *path,
                           struct ng_err *err)
{
    struct head h;
    char why[64];
    memcpy(&h, s->map, sizeof h);
    for (size_t i = 1; i < h.sums / PAGE; i++) {
        uint32_t sum;
        memcpy(&sum, s->map + h.sums + i * sizeof sum, sizeof sum);
        if (sum == sum_of(s->map + i * PAGE))
            continue;
        snprintf(why, sizeof why, "page %zu is not what was written", i);
        return refuse(path, why, err);
    }
    if (!texts_in_order(s))
        return refuse(path, "its texts are not in order", err);
    for (int k = 0; k < NG_PRINT_KINDS; k++)
        if (!postings_in_order(&s->kinds[k], s->texts))
            return refuse(path, "its prints are not in order", err);
    return NG_OK;
}

/* ---- writing ------------------------------------------------------------ */

static ng_status fail_to_write(const char *path, int why, struct ng_err *err)
{
    if (why == ENOSPC)
        return ng_fail(err, NG_IO, 0,
                       "the disk is full: %s could not be written; what was "
                       "stored before is safe, free some space and run this "
                       "again",
                       path);
    return ng_fail(err, NG_IO, 0, "writing %s: %s", path, strerror(why));
}

static void temporary(const struct ng_segment_making *m, char *name,
                      size_t size)
{
    snprintf(name, size, "%s.tmp", m->path);
}

static int open_file(const struct ng_segment_making *m)
{
    char name[sizeof m->path + 8];
    if (!m->path[0])
        return memfd_create("prints", MFD_CLOEXEC);
    temporary(m, name, sizeof name);
    return open(name, O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
}

ng_status ng_segment_begin(struct ng_segment_making *m, const char *path,
                           uint32_t texts, const uint64_t room[NG_PRINT_KINDS],
                           struct ng_err *err)
{
    *m = (struct ng_segment_making){.file = -1, .room = texts};
    snprintf(m->path, sizeof m->path, "%s", path ? path : "");
    size_t at = PAGE + ((size_t)texts * TEXT + 7) / 8 * 8;
    struct ng_postings_shape shape[NG_PRINT_KINDS];
    for (int k = 0; k < NG_PRINT_KINDS; k++) {
        if (room[k] > NG_POSTINGS_MOST)
            return ng_fail(err, NG_TOO_BIG, 0, "too many prints for one file");
        shape[k] = ng_postings_shape_of(room[k], texts);
        m->at[k] = at;
        at += ng_postings_size(&shape[k]);
    }
    m->sums = pages_of(at) * PAGE;
    size_t pages = m->sums / PAGE;
    pages += pages_of((pages + pages / 512 + 2) * sizeof(uint32_t));
    m->size = pages * PAGE;
    m->file = open_file(m);
    if (m->file < 0)
        return fail_to_write(path ? path : "memory", errno, err);
    /* Room first: a map that the disk has no room for would end the program. */
    int why = posix_fallocate(m->file, 0, (off_t)m->size);
    void *map = MAP_FAILED;
    if (!why) {
        map =
            mmap(NULL, m->size, PROT_READ | PROT_WRITE, MAP_SHARED, m->file, 0);
        why = map == MAP_FAILED ? errno : 0;
    }
    if (why) {
        ng_segment_give_up(m);
        return fail_to_write(path ? path : "memory", why, err);
    }
    m->map = map;
    for (int k = 0; k < NG_PRINT_KINDS; k++)
        m->kinds[k] = ng_postings_write(shape[k], m->map + m->at[k]);
    return NG_OK;
}

void ng_segment_put_text(struct ng_segment_making *m, struct ng_segment_text t)
{
    uint32_t nr = (uint32_t)t.nr;
    if (m->texts == m->room)
        return;
    uint8_t *p = m->map + PAGE + (size_t)m->texts++ * TEXT;
    memcpy(p, &t.moment, 6);
    memcpy(p + 6, &t.id, 8);
    memcpy(p + 14, &nr, 4);
}

ng_status ng_segment_put_postings(struct ng_segment_making *m,
                                  enum ng_print_kind kind,
                                  const struct ng_postings *p,
                                  struct ng_err *err)
{
    struct ng_postings_writer *w = &m->kinds[kind];
    struct ng_postings_shape to = w->shape, from = p->shape;
    if (to.room != from.room || to.bits != from.bits ||
        to.thing_bits != from.thing_bits)
        return ng_fail(err, NG_TOO_BIG, 0, "prints of another shape");
    memcpy(m->map + m->at[kind], p->sample, ng_postings_size(&from));
    w->shape.n = from.n;
    w->bucket = (uint64_t)1 << from.bits; /* its samples are there */
    return NG_OK;
}

static void write_head(struct ng_segment_making *m)
{
    struct head h = {.version = VERSION,
                     .texts = m->texts,
                     .size = m->size,
                     .sums = m->sums};
    memcpy(h.magic, magic, sizeof magic);
    for (int k = 0; k < NG_PRINT_KINDS; k++) {
        struct ng_postings_shape shape = ng_postings_end(&m->kinds[k]);
        h.kinds[k] = (struct part){m->at[k], ng_postings_size(&shape), shape};
    }
    for (size_t i = 1; i < m->sums / PAGE; i++) {
        uint32_t sum = sum_of(m->map + i * PAGE);
        memcpy(m->map + m->sums + i * sizeof sum, &sum, sizeof sum);
    }
    h.sums_hash = ng_hash64((ng_str){(const char *)m->map + m->sums,
                                     pages_of(m->size) * sizeof(uint32_t)},
                            2);
    h.seal = seal_of(&h);
    memcpy(m->map, &h, sizeof h);
}

/* The folder knows the new name, whatever happens next. */
static int keep_folder(const char *path)
{
    char dir[4096 + 64];
    snprintf(dir, sizeof dir, "%s", path);
    char *slash = strrchr(dir, '/');
    if (slash)
        *slash = 0;
    int folder = open(slash ? dir : ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    int why = folder < 0 || fsync(folder) != 0 ? errno : 0;
    if (folder >= 0)
        close(folder);
    return why;
}

static int make_safe(struct ng_segment_making *m)
{
    char name[sizeof m->path + 8];
    temporary(m, name, sizeof name);
    if (msync(m->map, m->size, MS_SYNC) != 0 || fsync(m->file) != 0 ||
        rename(name, m->path) != 0)
        return errno;
    return keep_folder(m->path);
}

ng_status ng_segment_end(struct ng_segment_making *m, struct ng_segment *s,
                         struct ng_err *err)
{
    const char *path = m->path[0] ? m->path : "in memory";
    for (int k = 0; k < NG_PRINT_KINDS; k++)
        if (m->kinds[k].bad) {
            ng_segment_give_up(m);
            return refuse(path, "what it is made from is not in order", err);
        }
    write_head(m);
    int why = m->path[0] ? make_safe(m) : 0;
    if (why) {
        ng_segment_give_up(m);
        return fail_to_write(path, why, err);
    }
    close(m->file);
    m->file = -1;
    ng_status status =
        ng_segment_view(s, (ng_str){(const char *)m->map, m->size}, path, err);
    if (status != NG_OK) {
        ng_segment_give_up(m);
        return status;
    }
    madvise(m->map, m->size, MADV_RANDOM);
    mprotect(m->map, m->size, PROT_READ);
    m->map = NULL;
    return NG_OK;
}

void ng_segment_give_up(struct ng_segment_making *m)
{
    char name[sizeof m->path + 8];
    if (m->map)
        munmap(m->map, m->size);
    if (m->file >= 0)
        close(m->file);
    if (m->path[0]) {
        temporary(m, name, sizeof name);
        unlink(name);
        if (m->file < 0)
            unlink(m->path);
    }
    m->map = NULL;
    m->file = -1;
}
