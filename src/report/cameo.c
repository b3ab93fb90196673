#include "report/cameo.h"

#include "report/plover.h"

struct row {
    ng_str code;
    int tenths;
};

/* In order; a code that is not here has the value of the longest beginning of
 * it that is. */
static const struct row scale[] = {
    {S("01"), 0},     {S("011"), -1},   {S("012"), -4},    {S("013"), 4},
    {S("016"), -20},  {S("018"), 34},   {S("019"), 34},    {S("02"), 30},
    {S("021"), 34},   {S("022"), 32},   {S("023"), 34},    {S("024"), -3},
    {S("025"), -3},   {S("026"), 40},   {S("027"), 40},    {S("028"), 40},
    {S("03"), 40},    {S("031"), 52},   {S("032"), 45},    {S("033"), 52},
    {S("0334"), 60},  {S("034"), 70},   {S("035"), 70},    {S("037"), 50},
    {S("038"), 70},   {S("039"), 50},   {S("04"), 10},     {S("042"), 19},
    {S("043"), 28},   {S("044"), 25},   {S("045"), 50},    {S("046"), 70},
    {S("05"), 35},    {S("051"), 34},   {S("053"), 38},    {S("054"), 60},
    {S("055"), 70},   {S("056"), 70},   {S("057"), 80},    {S("06"), 60},
    {S("061"), 64},   {S("062"), 74},   {S("063"), 74},    {S("064"), 70},
    {S("07"), 70},    {S("071"), 74},   {S("072"), 83},    {S("073"), 74},
    {S("074"), 85},   {S("08"), 50},    {S("084"), 70},    {S("085"), 70},
    {S("086"), 90},   {S("087"), 90},   {S("0874"), 100},  {S("09"), -20},
    {S("10"), -50},   {S("11"), -20},   {S("12"), -40},    {S("125"), -50},
    {S("126"), -50},  {S("127"), -50},  {S("128"), -50},   {S("129"), -50},
    {S("13"), -60},   {S("130"), -44},  {S("131"), -58},   {S("132"), -58},
    {S("133"), -58},  {S("134"), -58},  {S("135"), -58},   {S("136"), -70},
    {S("137"), -70},  {S("138"), -70},  {S("139"), -70},   {S("14"), -65},
    {S("144"), -75},  {S("145"), -75},  {S("15"), -72},    {S("16"), -40},
    {S("162"), -56},  {S("163"), -80},  {S("164"), -70},   {S("165"), -65},
    {S("166"), -70},  {S("17"), -70},   {S("171"), -92},   {S("172"), -50},
    {S("173"), -50},  {S("175"), -90},  {S("18"), -90},    {S("182"), -95},
    {S("1821"), -90}, {S("1822"), -90}, {S("1823"), -100}, {S("183"), -100},
    {S("184"), -80},  {S("185"), -80},  {S("186"), -100},  {S("19"), -100},
    {S("191"), -95},  {S("192"), -95},  {S("196"), -95},   {S("20"), -100},
    {S("201"), -95},
};

double ng_goldstein(ng_str cameo)
{
    size_t best = 0;
    int tenths = 0;
    for (size_t i = 0; i < sizeof scale / sizeof *scale; i++)
        if (scale[i].code.n > best && ng_str_starts(cameo, scale[i].code)) {
            best = scale[i].code.n;
            tenths = scale[i].tenths;
        }
    return (double)tenths / 10;
}

/* What CAMEO calls the intent to do it, or the threat. */
static const struct {
    enum ng_event_type type;
    ng_str code, planned; /* code: only below it; empty: all others */
} intents[] = {
    {NG_CONSULT, S(""), S("036")},       {NG_SUPPORT, S(""), S("032")},
    {NG_COOPERATE, S("061"), S("0311")}, {NG_COOPERATE, S("062"), S("0312")},
    {NG_COOPERATE, S("063"), S("0313")}, {NG_COOPERATE, S("064"), S("0314")},
    {NG_COOPERATE, S(""), S("031")},     {NG_AID, S("071"), S("0331")},
    {NG_AID, S("072"), S("0332")},       {NG_AID, S("073"), S("0333")},
    {NG_AID, S("074"), S("0334")},       {NG_AID, S(""), S("033")},
    {NG_CONCEDE, S(""), S("035")},       {NG_RETREAT, S(""), S("035")},
    {NG_SANCTION, S("163"), S("1312")},  {NG_SANCTION, S("162"), S("1311")},
    {NG_SANCTION, S(""), S("1313")},     {NG_PROTEST, S(""), S("133")},
    {NG_COERCE, S("175"), S("137")},     {NG_COERCE, S(""), S("132")},
    {NG_MOBILIZE, S(""), S("138")},      {NG_ASSAULT, S(""), S("138")},
};

ng_str ng_cameo_filed(enum ng_event_type type, ng_str cameo,
                      enum ng_event_status status)
{
    if (status == NG_HAPPENED || status == NG_ONGOING)
        return cameo;
    if (status != NG_PLANNED)
        return STR("");
    for (size_t i = 0; i < sizeof intents / sizeof *intents; i++)
        if (intents[i].type == type && ng_str_starts(cameo, intents[i].code))
            return intents[i].planned;
    return cameo;
}

int ng_cameo_quad(ng_str cameo)
{
    if (cameo.n < 2 || cameo.p[0] < '0' || cameo.p[0] > '2' ||
        cameo.p[1] < '0' || cameo.p[1] > '9')
        return 0;
    int root = (cameo.p[0] - '0') * 10 + (cameo.p[1] - '0');
    return root < 1 || root > 20 ? 0
           : root <= 5           ? 1
           : root <= 8           ? 2
           : root <= 13          ? 3
                                 : 4;
}

ng_str ng_cameo_country(ng_str iso3)
{
    static const struct {
        ng_str iso, cameo;
    } odd[] = {
        {S("ROU"), S("ROM")},
        {S("TLS"), S("TMP")},
        {S("MNE"), S("MTN")},
        {S("IMN"), S("IMY")},
    };
    for (size_t i = 0; i < sizeof odd / sizeof *odd; i++)
        if (ng_str_eq(iso3, odd[i].iso))
            return odd[i].cameo;
    return iso3;
}

/* ISO alpha-3 and FIPS 10-4, five letters a row, in order. */
static const char fips[] =
    "ABWAAAFGAFAGOAOAIAAVALBALANDANAREAEARGARARMAMASMAQATAAYATFFS"
    "ATGACAUSASAUTAUAZEAJBDIBYBELBEBENBNBFAUVBGDBGBGRBUBHRBABHSBF"
    "BIHBKBLMTBBLRBOBLZBHBMUBDBOLBLBRABRBRBBBBRNBXBTNBTBVTBVBWABC"
    "CAFCTCANCACCKCKCHESZCHLCICHNCHCIVIVCMRCMCODCGCOGCFCOKCWCOLCO"
    "COMCNCPVCVCRICSCUBCUCUWUCCXRKTCYMCJCYPCYCZEEZDEUGMDJIDJDMADO"
    "DNKDADOMDRDZAAGECUECEGYEGERIERESHWIESPSPESTENETHETFINFIFJIFJ"
    "FLKFKFRAFRFROFOFSMFMGABGBGBRUKGEOGGGGYGKGHAGHGIBGIGINGVGLPGP"
    "GMBGAGNBPUGNQEKGRCGRGRDGJGRLGLGTMGTGUFFGGUMGQGUYGYHKGHKHMDHM"
    "HNDHOHRVHRHTIHAHUNHUIDNIDIMNIMINDINIOTIOIRLEIIRNIRIRQIZISLIC"
    "ISRISITAITJAMJMJEYJEJORJOJPNJAKAZKZKENKEKGZKGKHMCBKIRKRKNASC"
    "KORKSKWTKULAOLALBNLELBRLILBYLYLCASTLIELSLKACELSOLTLTULHLUXLU"
    "LVALGMACMCMAFRNMARMOMCOMNMDAMDMDGMAMDVMVMEXMXMHLRMMKDMKMLIML"
    "MLTMTMMRBMMNEMJMNGMGMNPCQMOZMZMRTMRMSRMHMTQMBMUSMPMWIMIMYSMY"
    "MYTMFNAMWANCLNCNERNGNFKNFNGANINICNUNIUNENLDNLNORNONPLNPNRUNR"
    "NZLNZOMNMUPAKPKPANPMPCNPCPERPEPHLRPPLWPSPNGPPPOLPLPRIRQPRKKN"
    "PRTPOPRYPAPSEWEPYFFPQATQAREUREROURORUSRSRWARWSAUSASDNSUSENSG"
    "SGPSNSGSSXSHNSHSJMSVSLBBPSLESLSLVESSMRSMSOMSOSPMSBSRBRISSDOD"
    "STPTPSURNSSVKLOSVNSISWESWSWZWZSXMNNSYCSESYRSYTCATKTCDCDTGOTO"
    "THATHTJKTITKLTLTKMTXTLSTTTONTNTTOTDTUNTSTURTUTUVTVTWNTWTZATZ"
    "UGAUGUKRUPURYUYUSAUSUZBUZVATVTVCTVCVENVEVGBVIVIRVQVNMVMVUTNH"
    "WLFWFWSMWSXKXKVYEMYMZAFSFZMBZAZWEZI";

ng_str ng_fips(ng_str iso3)
{
    for (size_t i = 0; iso3.n == 3 && i + 5 < sizeof fips; i += 5)
        if (ng_str_eq((ng_str){fips + i, 3}, iso3))
            return (ng_str){fips + i + 3, 2};
    return STR("");
}
