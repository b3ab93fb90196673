/* page.c - the page: files made from web/ by make, gzipped and linked in as
 * read-only data, each served as it is to whoever takes gzip.
 *
 *     /               the page; so is every address of one of its views, since
 *     /story/ID/TAB   the page itself reads its address
 *     /page.js ...    what it is made of
 *
 * A program that was built without the page (make PAGE=no) holds empty files:
 * then "/" is the list of routes.
 */
#include "serve/answers.h"

#include <zlib.h>

#define FILES(X)                                                               \
    X(index_html, "/", "text/html; charset=utf-8")                             \
    X(page_js, "/page.js", "text/javascript; charset=utf-8")                   \
    X(page_css, "/page.css", "text/css; charset=utf-8")                        \
    X(world_json, "/world.json", "application/json")                           \
    X(regions_json, "/regions.json", "application/json")                       \
    X(licences_json, "/licences.json", "application/json")                     \
    X(icon_svg, "/icon.svg", "image/svg+xml")

#define SYMBOLS(name, path, type)                                              \
    extern const char _binary_##name##_gz_start[], _binary_##name##_gz_end[];
FILES(SYMBOLS)

static ng_str file_of(ng_str path, const char **type)
{
#define ROW(name, path, type)                                                  \
    {path, type, _binary_##name##_gz_start, _binary_##name##_gz_end},
    static const struct {
        const char *path, *type, *start, *end;
    } files[] = {FILES(ROW)};
    size_t found = 0; /* "/": the views have no files of their own */
    for (size_t i = 0; i < sizeof files / sizeof *files; i++)
        if (ng_str_eq(ng_str_of(files[i].path), path))
            found = i;
    *type = files[found].type;
    return (ng_str){files[found].start,
                    (size_t)(files[found].end - files[found].start)};
}

bool ng_page_view(ng_str path)
{
    static const ng_str views[] = {
        S("/stories"), S("/story"), S("/search"), S("/watches"), S("/sources"),
        S("/import"),  S("/about"), S("/report"), S("/entity"),  S("/fixes"),
    };
    for (size_t i = 0; i < sizeof views / sizeof *views; i++)
        if (ng_str_starts(path, views[i]) &&
            (path.n == views[i].n || path.p[views[i].n] == '/'))
            return true;
    return false;
}

/* For the few clients that do not take gzip. */
static ng_status unpack(struct ng_out *to, ng_str packed, struct ng_err *err)
{
    enum { GZIP = 16 + MAX_WBITS };
    Bytef room[16 << 10];
    z_stream z = {.next_in = (z_const Bytef *)(uintptr_t)packed.p,
                  .avail_in = (uInt)packed.n};
    int rc = inflateInit2(&z, GZIP);
    while (rc == Z_OK) {
        z.next_out = room;
        z.avail_out = sizeof room;
        rc = inflate(&z, Z_NO_FLUSH);
        ng_put(to, (ng_str){(char *)room, sizeof room - z.avail_out});
    }
    inflateEnd(&z);
    return rc == Z_STREAM_END
               ? NG_OK
               : ng_fail(err, NG_IO, 0, "the page cannot be unpacked");
}

ng_status ng_answer_page(struct ng_turn *t, struct ng_hand *h,
                         struct ng_arena *a, struct ng_err *err)
{
    const char *type;
    ng_str file = file_of(t->request.path, &type);
    if (!file.n && ng_str_eq(ng_str_of(t->route->path), STR("/")))
        return ng_answer_front(t, h, a, err);
    if (!file.n)
        return ng_fail(err, NG_NOTHING, 0, "this program has no page");
    t->type = type;
    t->varies = true;
    if (!t->gzip)
        return unpack(&t->out, file, err);
    t->encoding = "gzip";
    ng_put(&t->out, file);
    return NG_OK;
}
