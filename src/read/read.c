/* read.c - paths: a file, a folder, an archive, standard input.
 *
 * Folders are walked by fts(3) in byte order of names, without recursion.
 * Links to folders are not followed, so there is no way into a circle and none
 * to read one file along thousands of paths.
 */
#include "read/reading.h"

#include <archive.h>
#include <archive_entry.h>
#include <errno.h>
#include <fcntl.h>
#include <fts.h>
#include <sys/stat.h>
#include <unistd.h>

enum { PEEK = 4096, BLOCK = 1 << 16 };

void ng_tell_problem(struct ng_source *source, uint64_t record,
                     const struct ng_err *why)
{
    if (source->to->problem)
        source->to->problem(source->to->ctx, source->path, record, why);
}

static void tell(struct ng_reading *reading, ng_str path, ng_status status,
                 const char *what)
{
    struct ng_err why = {0};
    ng_fail(&why, status, 0, "%.*s: %s", PRS_ARG(path), what);
    if (reading->problem)
        reading->problem(reading->ctx, path, 0, &why);
}

/* What the archive library reads from: the window of the plain source. */
static la_ssize_t feed(struct archive *pack, void *ctx, const void **at)
{
    struct ng_source *from = ctx;
    (void)pack;
    if (ng_source_stopped(from))
        return 0;
    ng_source_take(from, from->out > 0 ? (size_t)from->out : 0);
    from->out = 0;
    if (!ng_source_fill(from, 1))
        return -1;
    ng_str window = ng_source_window(from);
    size_t n = window.n < BLOCK ? window.n : BLOCK;
    from->out = n; /* given out, and taken at the next call */
    *at = window.p;
    return (la_ssize_t)n;
}

static ng_status one_member(struct ng_source *member, struct ng_source *file,
                            struct ng_err *err)
{
    uint64_t before = member->in;
    ng_status status = ng_read_records(member, err);
    uint64_t now = (uint64_t)archive_filter_bytes(member->pack, -1);
    file->to->bytes_read += now > before ? now - before : 0;
    return status;
}

/* "x.txt" for the only content of "x.txt.gz", else "a.zip!name". */
static void name_member(struct ng_out *name, ng_str path, struct archive *pack,
                        struct archive_entry *entry)
{
    name->n = 0;
    ng_put(name, path);
    if (archive_format(pack) != ARCHIVE_FORMAT_RAW) {
        const char *inner = archive_entry_pathname(entry);
        ng_putc(name, '!');
        ng_put(name, inner ? ng_str_of(inner) : STR("?"));
    }
}

static ng_status each_member(struct archive *pack, struct ng_source *file,
                             struct ng_err *err)
{
    struct ng_out name = {.limit = 1 << 16};
    struct archive_entry *entry;
    ng_status status = NG_OK;
    int got = ARCHIVE_OK;
    size_t members = 0;
    while (status == NG_OK && !ng_source_stopped(file)) {
        got = archive_read_next_header(pack, &entry);
        if (got != ARCHIVE_OK && got != ARCHIVE_WARN)
            break;
        mode_t type = archive_entry_filetype(entry);
        if (archive_format(pack) != ARCHIVE_FORMAT_RAW && type != AE_IFREG)
            continue;
        members++;
        name_member(&name, file->path, pack, entry);
        struct ng_source member = {
            .path = ng_out_str(&name),
            .pack = pack,
            .fd = -1,
            .seen = {.limit = (size_t)NG_RECORD_LIMIT * 2},
            .in = (uint64_t)archive_filter_bytes(pack, -1),
            .to = file->to,
        };
        status = one_member(&member, file, err);
        ng_out_release(&member.seen);
        if (member.err.status == NG_IO)
            break;
    }
    if (status == NG_OK && got != ARCHIVE_EOF && got != ARCHIVE_OK &&
        got != ARCHIVE_WARN) {
        struct ng_err why = {0};
        ng_fail(&why, NG_BAD_INPUT, 0,
                "%.*s: the archive is damaged or cut off (%s); fetch it again",
                PRS_ARG(file->path), archive_error_string(pack));
        ng_tell_problem(file, 0, &why);
    } else if (got == ARCHIVE_EOF && members == 0) {
        tell(file->to, file->path, NG_BAD_INPUT,
             "is an archive without a file in it");
    }
    ng_out_release(&name);
    if (status == NG_OK && ng_source_stopped(file))
        return ng_fail(err, NG_INTERRUPTED, 0, "%.*s: stopped",
                       PRS_ARG(file->path));
    return status;
}

static ng_status read_packed(struct ng_source *file, struct ng_err *err)
{
    struct archive *pack = archive_read_new();
    if (!pack)
        return ng_fail(err, NG_IO, 0, "no memory to unpack %.*s",
                       PRS_ARG(file->path));
    archive_read_support_filter_gzip(pack);
    archive_read_support_filter_bzip2(pack);
    archive_read_support_filter_xz(pack);
    archive_read_support_filter_zstd(pack);
    archive_read_support_format_zip(pack);
    archive_read_support_format_tar(pack);
    archive_read_support_format_raw(pack);
    int got;
    uint64_t counted = file->to->bytes_read;
    if (file->size && lseek(file->fd, 0, SEEK_SET) == 0) {
        got = archive_read_open_fd(pack, file->fd, BLOCK);
    } else {
        file->out = 0;
        got = archive_read_open(pack, file, NULL, feed, NULL);
    }
    file->to->bytes_read = counted;
    ng_status status = NG_OK;
    if (got == ARCHIVE_OK || got == ARCHIVE_WARN)
        status = each_member(pack, file, err);
    else
        tell(file->to, file->path, NG_BAD_INPUT,
             "is packed, but damaged or cut off; fetch it again");
    archive_read_free(pack);
    return status;
}

static ng_status read_fd(struct ng_reading *reading, int fd, ng_str path,
                         struct ng_err *err)
{
    struct stat st;
    struct ng_source file = {
        .path = path,
        .fd = fd,
        .seen = {.limit = (size_t)NG_RECORD_LIMIT * 2},
        .to = reading,
    };
    if (fstat(fd, &st) == 0 && S_ISREG(st.st_mode))
        file.size = (uint64_t)st.st_size;
    ng_status status;
    if (ng_source_fill(&file, PEEK) && ng_sniff_packed(ng_source_window(&file)))
        status = read_packed(&file, err);
    else
        status = ng_read_records(&file, err);
    ng_out_release(&file.seen);
    return status;
}

static ng_status read_file(struct ng_reading *reading, const char *path,
                           struct ng_err *err)
{
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY);
    if (fd < 0)
        return ng_fail(err, NG_IO, 0, "%s: cannot be opened (%s)", path,
                       strerror(errno));
    ng_status status = read_fd(reading, fd, ng_str_of(path), err);
    close(fd);
    return status;
}

/* A file met in a folder: one that cannot be opened is a problem, no more. */
static ng_status read_met(struct ng_reading *reading, const char *path,
                          struct ng_err *err)
{
    if (access(path, R_OK) == 0)
        return read_file(reading, path, err);
    tell(reading, ng_str_of(path), NG_IO, strerror(errno));
    return NG_OK;
}

static int by_name(const FTSENT **a, const FTSENT **b)
{
    return ng_str_cmp(ng_str_of((*a)->fts_name), ng_str_of((*b)->fts_name));
}

/* A link inside a folder: followed to a file, never to a folder. */
static ng_status read_link(struct ng_reading *reading, const char *path,
                           struct ng_err *err)
{
    struct stat st;
    if (stat(path, &st) != 0)
        tell(reading, ng_str_of(path), NG_IO,
             errno == ELOOP ? "is a link that leads in a circle"
                            : "is a link to something that is not there");
    else if (S_ISREG(st.st_mode))
        return read_met(reading, path, err);
    else if (S_ISDIR(st.st_mode))
        tell(reading, ng_str_of(path), NG_BAD_INPUT,
             "is a link to a folder and was not followed; name that folder "
             "itself");
    return NG_OK;
}

static ng_status read_entry(struct ng_reading *reading, FTS *walk,
                            FTSENT *entry, struct ng_err *err)
{
    if (entry->fts_level > 0 && entry->fts_name[0] == '.') {
        if (entry->fts_info == FTS_D)
            fts_set(walk, entry, FTS_SKIP);
        return NG_OK;
    }
    switch (entry->fts_info) {
    case FTS_F:
        return read_met(reading, entry->fts_accpath, err);
    case FTS_SL:
    case FTS_SLNONE:
        return read_link(reading, entry->fts_accpath, err);
    case FTS_DNR:
    case FTS_ERR:
    case FTS_NS:
        tell(reading, ng_str_of(entry->fts_path), NG_IO,
             strerror(entry->fts_errno));
        return NG_OK;
    default:
        return NG_OK;
    }
}

static ng_status read_folder(struct ng_reading *reading, const char *path,
                             struct ng_err *err)
{
    char *roots[] = {(char *)(uintptr_t)path, NULL};
    FTS *walk =
        fts_open(roots, FTS_PHYSICAL | FTS_COMFOLLOW | FTS_NOCHDIR, by_name);
    if (!walk)
        return ng_fail(err, NG_IO, 0, "%s: cannot be opened (%s)", path,
                       strerror(errno));
    ng_status status = NG_OK;
    for (FTSENT *e; status == NG_OK && (e = fts_read(walk));) {
        if (ng_stop_asked(reading->stop))
            status = ng_fail(err, NG_INTERRUPTED, 0, "%s: stopped", path);
        else
            status = read_entry(reading, walk, e, err);
    }
    fts_close(walk);
    return status;
}

ng_status ng_read(struct ng_reading *reading, const char *path,
                  struct ng_err *err)
{
    struct stat st;
    if (path[0] == '-' && path[1] == 0)
        return read_fd(reading, reading->from,
                       reading->name.n ? reading->name : STR("-"), err);
    if (stat(path, &st) != 0)
        return ng_fail(err, NG_IO, 0, "%s: cannot be opened (%s)", path,
                       strerror(errno));
    return S_ISDIR(st.st_mode) ? read_folder(reading, path, err)
                               : read_file(reading, path, err);
}
