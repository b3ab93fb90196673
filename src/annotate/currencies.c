/* currencies.c - the money of the world, as desks write it.
 *
 *     $2.1 billion   US$5   N$18.72   Rs. 12 lakh   VND3.1 trillion   N41.20
 *     412 billion won   40 US dollars   9,400 dalasis
 *
 * The unit is the code of ISO 4217 where the words mean one currency alone, and
 * else their name: nobody can say whose pesos, dinars or shillings they are,
 * and K is kwacha or kina. "Dollars" and "francs" without a country are taken
 * for the best known. Words that are as often something else (crowns, pounds,
 * real, som) are left out, and so are codes that spell a word of headlines
 * (ALL, TOP, CUP).
 */
#include "annotate/quantities.h"

/* In order of the words. */
static const struct ng_unit_row names[] = {
    {S("afghani"), S("AFN")},    {S("afghanis"), S("AFN")},
    {S("ariary"), S("MGA")},     {S("baht"), S("THB")},
    {S("baisas"), S("baisa")},   {S("balboas"), S("PAB")},
    {S("birr"), S("ETB")},       {S("bolivars"), S("VES")},
    {S("bolivianos"), S("BOB")}, {S("cedi"), S("GHS")},
    {S("cedis"), S("GHS")},      {S("centavos"), S("centavo")},
    {S("colones"), S("CRC")},    {S("dalasi"), S("GMD")},
    {S("dalasis"), S("GMD")},    {S("dinar"), S("dinar")},
    {S("dinars"), S("dinar")},   {S("dirham"), S("dirham")},
    {S("dirhams"), S("dirham")}, {S("dollar"), S("USD")},
    {S("dollars"), S("USD")},    {S("dong"), S("VND")},
    {S("euro"), S("EUR")},       {S("euros"), S("EUR")},
    {S("forint"), S("HUF")},     {S("forints"), S("HUF")},
    {S("francs"), S("CHF")},     {S("gourdes"), S("HTG")},
    {S("guaranies"), S("PYG")},  {S("hryvnia"), S("UAH")},
    {S("hryvnias"), S("UAH")},   {S("kina"), S("PGK")},
    {S("koruna"), S("CZK")},     {S("korunas"), S("CZK")},
    {S("kroner"), S("krone")},   {S("kronor"), S("SEK")},
    {S("kwacha"), S("kwacha")},  {S("kwachas"), S("kwacha")},
    {S("lempiras"), S("HNL")},   {S("leones"), S("SLE")},
    {S("leva"), S("BGN")},       {S("lira"), S("TRY")},
    {S("liras"), S("TRY")},      {S("manat"), S("manat")},
    {S("manats"), S("manat")},   {S("meticais"), S("MZN")},
    {S("naira"), S("NGN")},      {S("ngultrum"), S("BTN")},
    {S("ouguiyas"), S("MRU")},   {S("pesos"), S("peso")},
    {S("pula"), S("BWP")},       {S("quetzales"), S("GTQ")},
    {S("rand"), S("ZAR")},       {S("rands"), S("ZAR")},
    {S("reais"), S("BRL")},      {S("rials"), S("IRR")},
    {S("ringgit"), S("MYR")},    {S("riyals"), S("riyal")},
    {S("rouble"), S("RUB")},     {S("roubles"), S("RUB")},
    {S("ruble"), S("RUB")},      {S("rubles"), S("RUB")},
    {S("rufiyaa"), S("MVR")},    {S("rupees"), S("INR")},
    {S("rupiah"), S("IDR")},     {S("shekel"), S("ILS")},
    {S("shekels"), S("ILS")},    {S("shillings"), S("shilling")},
    {S("soles"), S("PEN")},      {S("soms"), S("KGS")},
    {S("soums"), S("UZS")},      {S("taka"), S("BDT")},
    {S("takas"), S("BDT")},      {S("tenge"), S("KZT")},
    {S("tugriks"), S("MNT")},    {S("vatu"), S("VUV")},
    {S("yen"), S("JPY")},        {S("yuan"), S("CNY")},
    {S("zloty"), S("PLN")},      {S("zlotys"), S("PLN")},
};

/* Three letters each, in order. */
static const char codes[] =
    "AEDAFNAOAARSAUDAWGAZNBBDBDTBGNBHDBIFBMDBNDBRLBSDBTNBWPBYNBZD"
    "CADCDFCHFCLPCNYCRCCVECZKDJFDKKDOPDZDEGPERNETBEURFJDFKPGBPGHS"
    "GIPGMDGNFGTQGYDHKDHNLHRKHTGHUFIDRILSINRIQDIRRISKJMDJODJPYKES"
    "KGSKHRKMFKPWKRWKWDKYDKZTLAKLBPLKRLRDLSLLYDMDLMGAMKDMMKMNTMRU"
    "MURMVRMWKMXNMYRMZNNADNGNNOKNPRNZDOMRPABPGKPHPPKRPLNPYGQARRSD"
    "RUBRWFSARSBDSCRSDGSEKSGDSRDSSPSTNSYPSZLTHBTJSTMTTNDTRYTTDTWD"
    "TZSUAHUGXUSDUYUUZSVESVNDVUVWSTXAFXCDXOFXPFYERZARZMWZWL";

static ng_str find_code(ng_str word)
{
    size_t lo = 0, hi = sizeof codes / 3;
    while (word.n == 3 && lo < hi) {
        size_t mid = lo + (hi - lo) / 2;
        ng_str code = {codes + mid * 3, 3};
        int order = ng_str_cmp(code, word);
        if (order == 0)
            return code;
        if (order < 0)
            lo = mid + 1;
        else
            hi = mid;
    }
    return STR("");
}

static ng_str look_up(ng_str word, const struct ng_unit_row *rows, size_t n)
{
    for (size_t k = 0; k < n; k++)
        if (ng_str_eq(word, rows[k].word))
            return rows[k].unit;
    return STR("");
}
#define LOOK_UP(word, rows) look_up(word, rows, sizeof(rows) / sizeof *(rows))

/* "412 billion won", but not "of the 12, six won". */
static bool is_won(ng_str text, const struct ng_piece *p, size_t i)
{
    return i > 0 && ng_piece_is(text, &p[i], STR("won")) &&
           ((p[i - 1].term == NG_TERM_SCALE && p[i - 1].value > 2) ||
            (p[i - 1].kind == NG_PIECE_NUMBER && p[i - 1].number >= 1000));
}

size_t ng_currency_behind(ng_str text, const struct ng_piece *p, size_t i,
                          ng_str *unit)
{
    size_t at = i;
    bool us = ng_piece_is(text, &p[at], STR("US"));
    if (us)
        at++;
    else if (ng_piece_is(text, &p[at], STR("U")) &&
             ng_piece_mark(&p[at + 1], '.') &&
             ng_piece_is(text, &p[at + 2], STR("S")))
        us = true, at += ng_piece_mark(&p[at + 3], '.') ? 4 : 3;
    if (p[at].kind != NG_PIECE_WORD)
        return i;
    ng_str word = ng_slice(text, p[at].at),
           found = ng_unit_of(word, names, sizeof names / sizeof *names);
    if (is_won(text, p, i))
        found = STR("KRW");
    if (us && !ng_str_eq(found, STR("USD")))
        return i;
    if (found.n == 0 && at == i)
        found = find_code(word);
    if (found.n == 0)
        return i;
    *unit = found;
    return at + 1;
}

/* The sign at piece o, by its bytes: the grammars know only a few of them. */
static ng_str sign_of(ng_str text, const struct ng_piece *o)
{
    static const struct ng_unit_row signs[] = {
        {S("$"), S("USD")},   {S("€"), S("EUR")}, {S("£"), S("GBP")},
        {S("¥"), S("JPY")},   {S("₩"), S("KRW")}, {S("₹"), S("INR")},
        {S("₦"), S("NGN")},   {S("₪"), S("ILS")}, {S("₫"), S("VND")},
        {S("₱"), S("PHP")},   {S("₴"), S("UAH")}, {S("₵"), S("GHS")},
        {S("₸"), S("KZT")},   {S("₺"), S("TRY")}, {S("₽"), S("RUB")},
        {S("₡"), S("CRC")},   {S("₲"), S("PYG")}, {S("₾"), S("GEL")},
        {S("₼"), S("AZN")}, {S("฿"), S("THB")}};
    return LOOK_UP(ng_slice(text, o->at), signs);
}

/* Short forms that go with or without a dot. */
static const struct ng_unit_row forms[] = {
    {S("Rs"), S("INR")},  {S("Tk"), S("BDT")},      {S("Rp"), S("IDR")},
    {S("RM"), S("MYR")},  {S("Sh"), S("shilling")}, {S("Ksh"), S("KES")},
    {S("KSh"), S("KES")}, {S("USh"), S("UGX")},     {S("TSh"), S("TZS")},
    {S("Php"), S("PHP")}, {S("RO"), S("OMR")},      {S("Br"), S("ETB")}};

/* A word before the number: a code, a short form, or a letter glued to what is
 * more than a bare number (the N1 is a road). */
static ng_str word_before(ng_str text, const struct ng_piece *number)
{
    static const struct ng_unit_row letters[] = {
        {S("N"), S("NGN")}, {S("R"), S("ZAR")}, {S("K"), S("K")}};
    ng_str word = ng_slice(text, (number - 1)->at);
    ng_str code = find_code(word);
    if (code.n == 0)
        code = LOOK_UP(word, forms);
    bool more = number->digits == 0 || (number + 1)->term == NG_TERM_SCALE;
    if (code.n == 0 && number->glued && more)
        code = LOOK_UP(word, letters);
    return code;
}

ng_str ng_currency_before(ng_str text, const struct ng_piece *p, size_t i,
                          size_t *from)
{
    static const struct ng_unit_row dollars[] = {
        {S("US"), S("USD")}, {S("A"), S("AUD")},  {S("AU"), S("AUD")},
        {S("C"), S("CAD")},  {S("CA"), S("CAD")}, {S("NZ"), S("NZD")},
        {S("HK"), S("HKD")}, {S("S"), S("SGD")},  {S("NT"), S("TWD")},
        {S("N"), S("NAD")},  {S("R"), S("BRL")},  {S("J"), S("JMD")},
        {S("TT"), S("TTD")}, {S("FJ"), S("FJD")}, {S("EC"), S("XCD")},
        {S("BZ"), S("BZD")}, {S("L"), S("LRD")},  {S("Z"), S("ZWL")}};
    if (i == 0 || p[i].kind != NG_PIECE_NUMBER)
        return STR("");
    const struct ng_piece *o = &p[i - 1];
    ng_str code;
    if (o->kind == NG_PIECE_WORD) {
        code = word_before(text, &p[i]);
        if (code.n)
            *from = i - 1;
        return code;
    }
    if (ng_piece_mark(o, '.') && o->glued && i >= 2 &&
        (o - 1)->kind == NG_PIECE_WORD) {
        code = LOOK_UP(ng_slice(text, (o - 1)->at), forms);
        if (code.n)
            *from = i - 2;
        return code;
    }
    bool led = i >= 2 && o->glued && (o - 1)->kind == NG_PIECE_WORD;
    if (led && ng_piece_is(text, o - 1, STR("GH")) &&
        ng_str_eq(ng_slice(text, o->at), STR("¢"))) {
        *from = i - 2;
        return STR("GHS");
    }
    code = sign_of(text, o);
    if (code.n == 0)
        return code;
    *from = i - 1;
    if (!led)
        return code;
    ng_str whose = LOOK_UP(ng_slice(text, (o - 1)->at), dollars);
    bool dollar = o->mark == '$' && whose.n;
    if (dollar || ng_piece_is(text, o - 1, STR("GH")))
        *from = i - 2;
    return dollar ? whose : code;
}
