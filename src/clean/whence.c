#include "clean/whence.h"

static const struct {
    ng_str form, name;
} agencies[] = {
    {S("AP"), S("AP")},
    {S("Associated Press"), S("AP")},
    {S("The Associated Press"), S("AP")},
    {S("Reuters"), S("Reuters")},
    {S("REUTERS"), S("Reuters")},
    {S("Thomson Reuters"), S("Reuters")},
    {S("AFP"), S("AFP")},
    {S("Agence France-Presse"), S("AFP")},
    {S("Agence France Presse"), S("AFP")},
    {S("Bloomberg"), S("Bloomberg")},
    {S("Bloomberg News"), S("Bloomberg")},
    {S("TASS"), S("TASS")},
    {S("Itar-Tass"), S("TASS")},
    {S("ITAR-TASS"), S("TASS")},
    {S("RIA Novosti"), S("RIA Novosti")},
    {S("RIA"), S("RIA Novosti")},
    {S("Sputnik"), S("Sputnik")},
    {S("Interfax"), S("Interfax")},
    {S("Xinhua"), S("Xinhua")},
    {S("Yonhap"), S("Yonhap")},
    {S("Kyodo"), S("Kyodo")},
    {S("Kyodo News"), S("Kyodo")},
    {S("Jiji"), S("Jiji")},
    {S("Jiji Press"), S("Jiji")},
    {S("dpa"), S("dpa")},
    {S("DPA"), S("dpa")},
    {S("Deutsche Presse-Agentur"), S("dpa")},
    {S("ANSA"), S("ANSA")},
    {S("EFE"), S("EFE")},
    {S("Lusa"), S("Lusa")},
    {S("PTI"), S("PTI")},
    {S("Press Trust of India"), S("PTI")},
    {S("IANS"), S("IANS")},
    {S("ANI"), S("ANI")},
    {S("UPI"), S("UPI")},
    {S("KCNA"), S("KCNA")},
    {S("Anadolu"), S("Anadolu")},
    {S("Anadolu Agency"), S("Anadolu")},
    {S("AA"), S("Anadolu")},
    {S("AAP"), S("AAP")},
    {S("PA"), S("PA Media")},
    {S("PA Media"), S("PA Media")},
    {S("Press Association"), S("PA Media")},
    {S("CP"), S("The Canadian Press")},
    {S("The Canadian Press"), S("The Canadian Press")},
    {S("Canadian Press"), S("The Canadian Press")},
    {S("Ukrinform"), S("Ukrinform")},
    {S("BelTA"), S("BelTA")},
    {S("IRNA"), S("IRNA")},
    {S("SANA"), S("SANA")},
    {S("WAM"), S("WAM")},
    {S("SPA"), S("SPA")},
    {S("MENA"), S("MENA")},
    {S("Bernama"), S("Bernama")},
    {S("Antara"), S("Antara")},
    {S("VNA"), S("VNA")},
    {S("APP"), S("APP")},
    {S("NAN"), S("NAN")},
    {S("CNA"), S("CNA")},
    {S("CNN"), S("CNN")},
    {S("VOA"), S("VOA")},
    {S("NTB"), S("NTB")},
    {S("TT"), S("TT")},
    {S("Ritzau"), S("Ritzau")},
    {S("MTI"), S("MTI")},
    {S("PAP"), S("PAP")},
    {S("Tanjug"), S("Tanjug")},
    {S("HINA"), S("HINA")},
    {S("Agerpres"), S("Agerpres")},
    {S("ThomsonReuters"), S("Reuters")},
};
enum { AGENCIES = sizeof agencies / sizeof *agencies };

static const struct {
    ng_str host, name;
} outlets[] = {
    {S("abcnews.go.com"), S("ABC News")},
    {S("abcnews.com"), S("ABC News")},
    {S("abc.net.au"), S("ABC (Australia)")},
    {S("aljazeera.com"), S("Al Jazeera")},
    {S("apnews.com"), S("AP")},
    {S("bbc.co.uk"), S("BBC")},
    {S("bbc.com"), S("BBC")},
    {S("bloomberg.com"), S("Bloomberg")},
    {S("cbc.ca"), S("CBC")},
    {S("cbsnews.com"), S("CBS News")},
    {S("chicagotribune.com"), S("Chicago Tribune")},
    {S("chinadaily.com.cn"), S("China Daily")},
    {S("cnbc.com"), S("CNBC")},
    {S("cnn.com"), S("CNN")},
    {S("csmonitor.com"), S("The Christian Science Monitor")},
    {S("dailymail.co.uk"), S("Daily Mail")},
    {S("dw.com"), S("Deutsche Welle")},
    {S("economist.com"), S("The Economist")},
    {S("euronews.com"), S("Euronews")},
    {S("foxnews.com"), S("Fox News")},
    {S("france24.com"), S("France 24")},
    {S("ft.com"), S("Financial Times")},
    {S("globaltimes.cn"), S("Global Times")},
    {S("haaretz.com"), S("Haaretz")},
    {S("hindustantimes.com"), S("Hindustan Times")},
    {S("independent.co.uk"), S("The Independent")},
    {S("indiatimes.com"), S("The Times of India")},
    {S("irishtimes.com"), S("The Irish Times")},
    {S("japantimes.co.jp"), S("The Japan Times")},
    {S("jpost.com"), S("The Jerusalem Post")},
    {S("koreaherald.com"), S("The Korea Herald")},
    {S("koreatimes.co.kr"), S("The Korea Times")},
    {S("latimes.com"), S("Los Angeles Times")},
    {S("nbcnews.com"), S("NBC News")},
    {S("newsweek.com"), S("Newsweek")},
    {S("npr.org"), S("NPR")},
    {S("nypost.com"), S("New York Post")},
    {S("nytimes.com"), S("The New York Times")},
    {S("politico.com"), S("Politico")},
    {S("reuters.com"), S("Reuters")},
    {S("rferl.org"), S("RFE/RL")},
    {S("rt.com"), S("RT")},
    {S("scmp.com"), S("South China Morning Post")},
    {S("news.sky.com"), S("Sky News")},
    {S("smh.com.au"), S("The Sydney Morning Herald")},
    {S("straitstimes.com"), S("The Straits Times")},
    {S("tass.com"), S("TASS")},
    {S("telegraph.co.uk"), S("The Telegraph")},
    {S("theguardian.com"), S("The Guardian")},
    {S("thehill.com"), S("The Hill")},
    {S("thehindu.com"), S("The Hindu")},
    {S("themoscowtimes.com"), S("The Moscow Times")},
    {S("time.com"), S("Time")},
    {S("thetimes.co.uk"), S("The Times")},
    {S("upi.com"), S("UPI")},
    {S("usatoday.com"), S("USA Today")},
    {S("voanews.com"), S("VOA")},
    {S("vox.com"), S("Vox")},
    {S("washingtonpost.com"), S("The Washington Post")},
    {S("wikinews.org"), S("Wikinews")},
    {S("wsj.com"), S("The Wall Street Journal")},
    {S("xinhuanet.com"), S("Xinhua")},
    {S("yna.co.kr"), S("Yonhap")},
};

ng_str ng_agency_named(ng_str name)
{
    for (size_t i = 0; i < AGENCIES; i++)
        if (ng_str_eq(name, agencies[i].form))
            return agencies[i].name;
    return (ng_str){0};
}

static bool word_byte(char c)
{
    return ng_is_alpha(c) || ng_is_digit(c) || (unsigned char)c >= 0x80;
}

ng_str ng_agency_in(ng_str s)
{
    for (size_t i = 0; i < s.n; i++) {
        if (!ng_is_alpha(s.p[i]) || (i && word_byte(s.p[i - 1])))
            continue;
        ng_str rest = {s.p + i, s.n - i};
        for (size_t k = 0; k < AGENCIES; k++) {
            ng_str form = agencies[k].form;
            if (ng_str_starts(rest, form) &&
                (rest.n == form.n || !word_byte(rest.p[form.n])))
                return agencies[k].name;
        }
    }
    return (ng_str){0};
}

static bool url_byte(char c)
{
    return (unsigned char)c > ' ' && !strchr("<>\"()[]{}|\\^`,;", c) &&
           (unsigned char)c < 0x80;
}

ng_str ng_url_in(ng_str s)
{
    static const ng_str heads[] = {S("http://"), S("https://"), S("www.")};
    for (size_t i = 0; i < s.n; i++)
        for (size_t k = 0; k < 3; k++) {
            if (ng_to_lower(s.p[i]) != heads[k].p[0] ||
                !ng_str_starts_nocase((ng_str){s.p + i, s.n - i}, heads[k]))
                continue;
            size_t end = i + heads[k].n;
            while (end < s.n && url_byte(s.p[end]))
                end++;
            while (end > i && (s.p[end - 1] == '.' || s.p[end - 1] == '*'))
                end--;
            return (ng_str){s.p + i, end - i};
        }
    return (ng_str){0};
}

static bool host_byte(char c)
{
    return ng_is_alpha(c) || ng_is_digit(c) || c == '-' || c == '.';
}

/* "abcnews.go.com": at least one dot, letters after the last one. */
static bool is_host(ng_str s)
{
    size_t dot = SIZE_MAX;
    for (size_t i = 0; i < s.n; i++)
        if (s.p[i] == '.')
            dot = i;
    if (dot == SIZE_MAX || dot == 0 || s.n - dot < 3 || s.n - dot > 10)
        return false;
    for (size_t i = dot + 1; i < s.n; i++)
        if (!ng_is_lower(s.p[i]))
            return false;
    return true;
}

ng_str ng_host_in(ng_str s)
{
    ng_str url = ng_url_in(s);
    if (url.n) {
        size_t at = ng_str_find(url, STR("://"), 0);
        s = at == SIZE_MAX ? url : (ng_str){url.p + at + 3, url.n - at - 3};
    }
    for (size_t i = 0; i < s.n; i++) {
        size_t end = i;
        while (end < s.n && host_byte(s.p[end]))
            end++;
        ng_str host = {s.p + i, end - i};
        if (host.n && host.p[host.n - 1] == '.')
            host.n--;
        if (ng_str_starts_nocase(host, STR("www.")))
            host.p += 4, host.n -= 4;
        if (is_host(host))
            return host;
        i = end;
    }
    return (ng_str){0};
}

ng_str ng_outlet_of_host(ng_str host)
{
    for (size_t i = 0; i < sizeof outlets / sizeof *outlets; i++) {
        ng_str known = outlets[i].host;
        if (ng_str_ends(host, known) &&
            (host.n == known.n || host.p[host.n - known.n - 1] == '.'))
            return outlets[i].name;
    }
    return host;
}

/* The dash that ends a dateline, with the spaces around it: from *at, to the
 * return value. 0: none within the first 100 bytes. */
static size_t dash_of(ng_str s, size_t *at)
{
    static const ng_str dashes[] = {S("\xE2\x80\x94"), S("\xE2\x80\x93"),
                                    S("--"), S("- "), S("/. ")};
    size_t limit = s.n < 100 ? s.n : 100;
    for (size_t i = 1; i < limit; i++)
        for (size_t k = 0; k < 5; k++) {
            ng_str rest = {s.p + i, s.n - i};
            if (!ng_str_starts(rest, dashes[k]))
                continue;
            if (k == 3 && s.p[i - 1] != ' ' && s.p[i - 1] != ')')
                continue;
            *at = k == 4 ? i + 1 : i;
            size_t end = i + dashes[k].n;
            while (end < s.n && s.p[end] == ' ')
                end++;
            return end;
        }
    return 0;
}

static bool shouts(ng_str word)
{
    size_t up = 0;
    for (size_t i = 0; i < word.n; i++) {
        if (ng_is_lower(word.p[i]))
            return false;
        up += ng_is_upper(word.p[i]);
    }
    return up >= 2;
}

/* Capitalised words, particles and points: what place names are made of. */
static bool place_like(ng_str s)
{
    static const ng_str small[] = {S("of"),  S("the"), S("de"), S("al"),
                                   S("and"), S("la"),  S("el"), S("on")};
    size_t words = 0;
    while (s.n) {
        ng_cut cut = ng_cut_at(s, ' ');
        ng_str w = ng_str_trim(cut.head);
        s = cut.tail;
        bool ok =
            w.n == 0 || ng_is_upper(w.p[0]) || (unsigned char)w.p[0] > 127;
        for (size_t k = 0; k < sizeof small / sizeof *small; k++)
            ok = ok || ng_str_eq(w, small[k]);
        if (!ok || ++words > 6)
            return false;
    }
    return words > 0;
}

/* True if brackets or slashes stand right around this piece of s. */
static bool closed(ng_str s, ng_str piece)
{
    const char *end = piece.p + piece.n;
    return end < s.p + s.n && ((piece.p[-1] == '(' && *end == ')') ||
                               (piece.p[-1] == '/' && *end == '/'));
}

/* The pieces between commas, brackets and slashes, each a place, a day or an
 * agency; anything else, and it is no dateline. */
static bool pieces(ng_str s, struct ng_dateline *d)
{
    size_t beg = 0;
    for (size_t i = 0; i <= s.n; i++) {
        if (i < s.n && !strchr(",()/", s.p[i]))
            continue;
        ng_str piece = ng_str_trim((ng_str){s.p + beg, i - beg});
        beg = i + 1;
        while (piece.n && piece.p[piece.n - 1] == '.' && piece.n > 5)
            piece.n--;
        struct ng_written day;
        int64_t year;
        ng_str agency = ng_agency_named(piece);
        if (piece.n == 0)
            continue;
        if (agency.n) {
            d->agency = agency;
        } else if (ng_read_day(piece, &day) == piece.n) {
            d->day = day;
        } else if (piece.n == 4 && ng_str_number(piece, &year) &&
                   d->day.month) {
            d->day.year = (int)year;
        } else if (!place_like(piece)) {
            return false;
        } else if (d->place.n && piece.p > s.p && closed(s, piece)) {
            d->agency = piece; /* "OSLO (Northwire) -": one we do not know */
        } else if (!d->place.n) {
            d->place = piece;
        } else if (!d->agency.n && !d->day.month) {
            d->place.n = (size_t)(piece.p + piece.n - d->place.p);
        }
    }
    return true;
}

struct ng_dateline ng_read_dateline(ng_str s)
{
    static const ng_str alarms[] = {
        S("BREAKING"),  S("UPDATE"),   S("EXCLUSIVE"),
        S("WATCH"),     S("ANALYSIS"), S("OPINION"),
        S("EXPLAINER"), S("FACTBOX"),  S("FILE")};
    struct ng_dateline none = {0}, d = {0};
    size_t dash, end = dash_of(s, &dash);
    if (!end || end >= s.n)
        return none;
    ng_str head = ng_str_trim((ng_str){s.p, dash});
    for (size_t i = 0; i < sizeof alarms / sizeof *alarms; i++)
        if (ng_str_starts(head, alarms[i]))
            return none;
    if (head.n == 0 || !pieces(head, &d))
        return none;
    ng_str first = ng_cut_at(ng_cut_at(d.place, ',').head, ' ').head;
    bool marked = d.agency.n || d.day.month || head.p[0] == '(';
    bool opens = end < s.n && !ng_is_lower(s.p[end]);
    if (!marked && (!shouts(first) || first.n < 4 || !opens))
        return none;
    if (d.place.n == 0 && !d.agency.n)
        return none;
    d.length = end;
    return d;
}
