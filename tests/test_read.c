/* test_read.c - files as people have them: packed, torn, foreign, hostile. */
#include "base/out.h"
#include "read/read.h"
#include "t.h"
#include "text/utf8.h"

#include <archive.h>
#include <archive_entry.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zlib.h>

static char dir[64];

/* What came out of the last run. */
static struct {
    unsigned records, problems;
    size_t raw_n, bytes_n;
    struct ng_out raw, title, date, id, keep, outlet, paths, problem;
    bool recoded;
    enum ng_format format;
    ng_status status;
    struct ng_err err;
} got;

static void set(struct ng_out *o, ng_str s)
{
    o->n = 0;
    ng_put(o, s);
}

static ng_status take(void *ctx, const struct ng_raw *raw, struct ng_err *err)
{
    (void)ctx, (void)err;
    got.records++;
    got.raw_n = raw->raw.n;
    got.bytes_n = raw->bytes.n;
    set(&got.raw, raw->raw);
    set(&got.title, raw->title);
    set(&got.date, raw->published);
    set(&got.id, raw->given_id);
    set(&got.keep, raw->keep);
    set(&got.outlet, raw->outlet);
    ng_put(&got.paths, raw->path);
    ng_putc(&got.paths, ' ');
    got.recoded = raw->recoded;
    got.format = raw->format;
    return NG_OK;
}

static void problem(void *ctx, ng_str path, uint64_t record,
                    const struct ng_err *why)
{
    (void)ctx, (void)path, (void)record;
    got.problems++;
    set(&got.problem, ng_str_of(why->text));
}

static void read_path(const char *path)
{
    got.records = got.problems = 0;
    got.raw.n = got.paths.n = got.problem.n = 0;
    got.err = (struct ng_err){0};
    struct ng_reading r = {
        .take = take, .problem = problem, .keep = STR("topic, n")};
    got.status = ng_read(&r, path, &got.err);
}

static const char *file(const char *name)
{
    static char path[128];
    snprintf(path, sizeof path, "%s/%s", dir, name);
    return path;
}

static void read_bytes(const char *name, ng_str bytes)
{
    FILE *f = fopen(file(name), "wb");
    if (!f || fwrite(bytes.p, 1, bytes.n, f) != bytes.n)
        abort();
    fclose(f);
    read_path(file(name));
}

static bool says(const char *words)
{
    return ng_str_find(ng_out_str(&got.problem), ng_str_of(words), 0) !=
           SIZE_MAX;
}
#define RAW ng_out_str(&got.raw)

static void text_is_one_record(void)
{
    read_bytes("a.txt", STR("Kim met Putin.\n"));
    CHECK_INT(got.status, NG_OK);
    CHECK_INT(got.records, 1);
    CHECK_STR(RAW, "Kim met Putin.\n");
    CHECK(!got.recoded && got.format == NG_FORMAT_PLAIN);
    read_bytes("b.txt", STR("x"));
    CHECK_INT(got.records, 1);
    read_bytes("c.txt", STR("[SEOUL] It rained.\n"));
    CHECK(got.records == 1 && got.format == NG_FORMAT_PLAIN);
}

static void a_page_is_seen(void)
{
    read_bytes("p", STR("\n<!DOCTYPE html><title>x</title><p>y"));
    CHECK(got.records == 1 && got.format == NG_FORMAT_HTML);
    read_bytes("q", STR("<?xml version='1.0'?>\n<html><p>y"));
    CHECK(got.records == 1 && got.format == NG_FORMAT_HTML);
    read_bytes("r.txt", STR("Prices < 5 rose.\n"));
    CHECK(got.records == 1 && got.format == NG_FORMAT_PLAIN);
    read_bytes("f.xml", STR("<?xml version='1.0'?>\n<rss><channel/></rss>"));
    CHECK(got.records == 0 && says("is a feed"));
}

/* A table of figures above a report does not make a page of it: what comes
 * below would be taken for what stands around a page. */
static void a_text_under_a_scrap_of_markup_is_a_text(void)
{
    static const char scrap[] = "<div class=\"box\">\n<table>\n<tr><td>length: "
                                "15 ft</td></tr>\n</table>\n</div>\n";
    static const char line[] =
        "The lorry was built for the army and is driven by farmers today. ";
    struct ng_out text = {0}, tagged = {0};
    ng_put(&text, ng_str_of(scrap));
    ng_put(&tagged, ng_str_of(scrap));
    for (int i = 0; i < 12; i++) {
        ng_printf(&text, "%s%s", line, i % 3 == 2 ? "\n\n" : "");
        ng_printf(&tagged, "<p>%s</p>\n\n", line);
    }
    read_bytes("s", ng_out_str(&text));
    CHECK(got.records == 1 && got.format == NG_FORMAT_PLAIN);
    read_bytes("t", ng_out_str(&tagged));
    CHECK(got.records == 1 && got.format == NG_FORMAT_HTML);
    read_bytes("u", STR("<div>A short piece of a page</div>\n\nand its end."));
    CHECK(got.records == 1 && got.format == NG_FORMAT_HTML);
    ng_out_release(&text);
    ng_out_release(&tagged);
}

static void encodings_become_utf8(void)
{
    read_bytes("u8", STR("Se\xc3\xb1or G\xc3\xb3mez\n"));
    CHECK(!got.recoded);
    read_bytes("bom", STR("\xef\xbb\xbfKim\n"));
    CHECK(!got.recoded && got.raw_n == 7);
    read_bytes("u16", STR("\xff\xfeK\0i\0m\0\n\0"));
    CHECK_STR(RAW, "Kim\n");
    CHECK(got.recoded);
    read_bytes("u16nomark", STR("K\0i\0m\0 \0r\0u\0n\0s\0"));
    CHECK_STR(RAW, "Kim runs");
    read_bytes("latin.html", STR("<html><meta charset=iso-8859-1>"
                                 "<p>caf\xe9 \x96 na\xefve</html>"));
    CHECK(ng_str_find(RAW, STR("caf\xc3\xa9 \xe2\x80\x93 na\xc3\xafve"), 0) !=
          SIZE_MAX);
    read_bytes("latin.txt",
               STR("Le pr\351sident a d\351clar\351 jeudi que la r\351union "
                   "\351tait tr\350s utile pour les deux pays.\n"));
    CHECK(ng_str_find(RAW, STR("pr\xc3\xa9sident"), 0) != SIZE_MAX);
    read_bytes("nul", STR("Kim\0 met Putin in the city of Vladivostok on "
                          "Thursday, officials said.\n"));
    CHECK(got.recoded && got.raw_n == got.bytes_n);
    CHECK(got.records == 1 && got.raw.p[3] == ' ');
    read_bytes("bad", STR("\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xff."));
    CHECK(ng_str_ends(RAW, STR("\xef\xbf\xbd.")));
}

/* Found by fuzzing: a conversion may succeed and yet give no UTF-8. */
static void whatever_comes_in_is_utf8(void)
{
    read_bytes("f1", STR("i\xfc\x90\x90\x90\x90\x90\x90\x90\x90\x90\\\x90"));
    CHECK_INT(got.records, 1);
    CHECK(ng_utf8_valid(RAW) == got.raw_n && got.recoded);
}

static void what_is_no_report_is_told(void)
{
    read_bytes("empty", STR(""));
    CHECK(got.records == 0 && got.problems == 1 && says("is empty"));
    CHECK_INT(got.status, NG_OK);
    read_bytes("blank", STR(" \n\n"));
    CHECK(got.records == 0 && says("white space"));
    read_bytes("bin", STR("\x01\x02\x03\x04 abc \x05\x06\x07"));
    CHECK(got.records == 0 && says("binary"));
    read_bytes("pdf", STR("%PDF-1.4 ..."));
    CHECK(got.records == 0 && says("PDF"));
    read_path(file("not-there"));
    CHECK_INT(got.status, NG_IO);
}

static void jsonl_names_are_mapped(void)
{
    read_bytes("a.jsonl",
               STR("{\"ID\": 17, \"headline\": \"T\", \"Body\": \"One.\","
                   "\"pubDate\": 1555000000, \"topic\": [1], \"n\": null,"
                   "\"source\": {\"id\": null, \"name\": \"Kyodo\"}}\n"
                   "{\"id\": \"b\", \"text\": \"a\\u0000b \\u00e9\"}\n"));
    CHECK_INT(got.records, 2);
    CHECK_INT(got.problems, 0);
    CHECK_STR(RAW, "a b \xc3\xa9");
    read_bytes("b.jsonl",
               STR("{\"ID\": 17, \"headline\": \"T\", \"Body\": \"One.\","
                   "\"pubDate\": 1555000000, \"topic\": [1], \"n\": null,"
                   "\"source\": {\"id\": null, \"name\": \"Kyodo\"}}"));
    CHECK_STR(ng_out_str(&got.id), "17");
    CHECK_STR(ng_out_str(&got.title), "T");
    CHECK_STR(ng_out_str(&got.date), "2019-04-11T16:26:40Z");
    CHECK_STR(ng_out_str(&got.outlet), "Kyodo");
    CHECK_STR(ng_out_str(&got.keep), "{\"topic\":[1],\"n\":null}");
    read_bytes("c.jsonl", STR("{\"id\":1,\"html\":\"<p>x\",\"url\":\"u\"}\n"));
    CHECK(got.format == NG_FORMAT_HTML);
    read_bytes("d.jsonl", STR("{\"text\":[\"One.\",\"Two.\"]}\n"));
    CHECK_STR(RAW, "One.\n\nTwo.");
}

static void bad_lines_do_not_stop_the_rest(void)
{
    read_bytes("bad.jsonl", STR("{\"text\": \"One.\"}\n"
                                "{\"text\": \"Two.\n"
                                "[1]\n"
                                "{\"title\": \"no text\"}\n"
                                "\n"
                                "{\"text\": \"Three.\"} x\n"
                                "{\"text\": \"Four.\"}\n"));
    CHECK_INT(got.records, 2);
    CHECK_INT(got.problems, 4);
    CHECK_STR(RAW, "Four.");
    struct ng_out deep = {0};
    ng_put(&deep, STR("{\"a\":"));
    for (int i = 0; i < 100000; i++)
        ng_putc(&deep, '[');
    ng_put(&deep, STR("\n{\"text\":\"x\"}\n"));
    read_bytes("deep.jsonl", ng_out_str(&deep));
    CHECK(got.records == 1 && got.problems == 1);
    ng_out_release(&deep);
}

static void arrays_and_single_objects(void)
{
    read_bytes("a.json", STR("[\n {\"text\": \"a}]\\\"{\"},\n"
                             " {\"text\": \"b\"}\n]\n"));
    CHECK_INT(got.records, 2);
    CHECK_INT(got.problems, 0);
    read_bytes("o.json", STR("{\n \"text\": \"a\",\n \"x\": {\"y\": []}\n}\n"));
    CHECK_INT(got.records, 1);
    read_bytes("cut.json", STR("[{\"text\": \"a\"}, {\"text\": \"b"));
    CHECK_INT(got.records, 1);
    CHECK(got.problems == 1 && says("cut off"));
    read_bytes("junk.json", STR("[{\"text\": \"a\"}, 5]"));
    CHECK(got.records == 1 && got.problems == 1);
}

static void write_gz(const char *name, ng_str s, size_t times)
{
    gzFile z = gzopen(file(name), "wb9");
    for (size_t i = 0; i < times; i++)
        gzwrite(z, s.p, (unsigned)s.n);
    gzclose(z);
}

static void packed_files_are_unpacked(void)
{
    write_gz("a.txt.gz", STR("Kim met Putin.\n"), 1);
    read_path(file("a.txt.gz"));
    CHECK(got.records == 1 && got.problems == 0);
    CHECK_STR(RAW, "Kim met Putin.\n");
    CHECK(ng_str_ends(ng_out_str(&got.paths), STR("a.txt.gz ")));

    struct ng_out noise = {0};
    for (uint32_t i = 1, x = 7; i < 3000; i++)
        ng_printf(&noise, "%u ", x = x * 1664525u + 1013904223u);
    write_gz("t.txt.gz", ng_out_str(&noise), 1);
    ng_out_release(&noise);
    if (truncate(file("t.txt.gz"), 9000) != 0)
        abort();
    read_path(file("t.txt.gz"));
    CHECK(got.records == 0 && got.problems == 1 && says("cut off"));

    struct archive *a = archive_write_new();
    archive_write_set_format_zip(a);
    archive_write_open_filename(a, file("a.zip"));
    static const char *const members[] = {"x.txt", "d/y.txt", "e.txt"};
    for (size_t i = 0; i < 3; i++) {
        struct archive_entry *e = archive_entry_new();
        archive_entry_set_pathname(e, members[i]);
        archive_entry_set_filetype(e, AE_IFREG);
        archive_entry_set_perm(e, 0644);
        archive_entry_set_size(e, i < 2 ? 5 : 0);
        archive_write_header(a, e);
        archive_write_data(a, "It is", i < 2 ? 5 : 0);
        archive_entry_free(e);
    }
    archive_write_close(a);
    archive_write_free(a);
    read_path(file("a.zip"));
    CHECK_INT(got.records, 2);
    CHECK(got.problems == 1 && says("a.zip!e.txt: is empty"));
    CHECK(ng_str_find(ng_out_str(&got.paths), STR("a.zip!d/y.txt"), 0) !=
          SIZE_MAX);
}

static void bombs_and_monsters_are_refused(void)
{
    static char block[1 << 16];
    memset(block, 'a', sizeof block);
    write_gz("bomb.gz", (ng_str){block, sizeof block}, 1024);
    read_path(file("bomb.gz"));
    CHECK(got.records == 0 && got.problems == 1 && says("bomb"));
    int fd = open(file("big.txt"), O_WRONLY | O_CREAT | O_TRUNC, 0644);
    for (int i = 0; i < 1600; i++)
        if (write(fd, block, sizeof block) < 0)
            abort();
    close(fd);
    read_path(file("big.txt"));
    CHECK(got.records == 0 && got.problems == 1 && says("larger than 64 MiB"));
    unlink(file("big.txt"));
}

static void folders_are_walked_in_order(void)
{
    char sub[128];
    snprintf(sub, sizeof sub, "%s/walk", dir);
    mkdir(sub, 0755);
    read_bytes("walk/b.txt", STR("b"));
    read_bytes("walk/a.txt", STR("a"));
    read_bytes("walk/.hidden", STR("h"));
    if (symlink(".", file("walk/loop")) != 0 ||
        symlink("a.txt", file("walk/c.txt")) != 0 ||
        symlink("self", file("walk/self")) != 0)
        abort();
    read_path(file("walk"));
    CHECK_INT(got.records, 3);
    CHECK_INT(got.problems, 2);
    ng_str p = ng_out_str(&got.paths);
    CHECK(ng_str_find(p, STR("a.txt"), 0) < ng_str_find(p, STR("b.txt"), 0));
}

static void ctrl_c_stops(void)
{
    static const volatile int yes = 1;
    struct ng_err err = {0};
    struct ng_reading r = {.take = take, .problem = problem, .stop = &yes};
    got.records = 0;
    CHECK_INT(ng_read(&r, file("a.txt"), &err), NG_INTERRUPTED);
    CHECK_INT(got.records, 0);
}

static void whole_run(void (*test)(void))
{
    snprintf(dir, sizeof dir, "/tmp/nutgraf-read-XXXXXX");
    if (!mkdtemp(dir))
        abort();
    test();
    char command[128];
    snprintf(command, sizeof command, "rm -rf %s", dir);
    CHECK_INT(system(command), 0);
}
#define IN_FOLDER(name)                                                        \
    static void in_##name(void)                                                \
    {                                                                          \
        whole_run(name);                                                       \
    }
IN_FOLDER(text_is_one_record)
IN_FOLDER(a_page_is_seen)
IN_FOLDER(a_text_under_a_scrap_of_markup_is_a_text)
IN_FOLDER(encodings_become_utf8)
IN_FOLDER(whatever_comes_in_is_utf8)
IN_FOLDER(what_is_no_report_is_told)
IN_FOLDER(jsonl_names_are_mapped)
IN_FOLDER(bad_lines_do_not_stop_the_rest)
IN_FOLDER(arrays_and_single_objects)
IN_FOLDER(packed_files_are_unpacked)
IN_FOLDER(bombs_and_monsters_are_refused)
IN_FOLDER(folders_are_walked_in_order)

static void in_ctrl_c(void)
{
    snprintf(dir, sizeof dir, "/tmp/nutgraf-read-XXXXXX");
    if (!mkdtemp(dir))
        abort();
    read_bytes("a.txt", STR("a"));
    ctrl_c_stops();
    unlink(file("a.txt"));
    rmdir(dir);
}

T_MAIN(T(in_text_is_one_record), T(in_a_page_is_seen),
       T(in_a_text_under_a_scrap_of_markup_is_a_text),
       T(in_encodings_become_utf8), T(in_whatever_comes_in_is_utf8),
       T(in_what_is_no_report_is_told), T(in_jsonl_names_are_mapped),
       T(in_bad_lines_do_not_stop_the_rest), T(in_arrays_and_single_objects),
       T(in_packed_files_are_unpacked), T(in_bombs_and_monsters_are_refused),
       T(in_folders_are_walked_in_order), T(in_ctrl_c))
