"""relation.py - see bench/relation. Standard library only."""
import collections, glob, json, math, random, re, subprocess, sys

CLASSES = ["boilerplate", "excerpt", "none", "revision", "spun", "syndicated"]
GOLD = {"boiler": "boilerplate", "recurring": "none", "independent": "none"}


def load(path):
    with open(path, encoding="utf-8") as f:
        return [json.loads(line) for line in f]


def report(r, dated):
    keep = ("outlet", "title", "text") + (("ts",) if dated else ())
    return {k: r[k] for k in keep if k in r}


def figures(pairs, tool, path, dated):
    """[(gold, rule, [figure])] of [(gold, child, other)]."""
    with open(path, "w", encoding="utf-8") as f:
        for _, a, b in pairs:
            for r in (a, b):
                f.write(json.dumps(report(r, dated)) + "\n")
    lines = subprocess.run([tool, path], capture_output=True, text=True, check=True).stdout.splitlines()
    assert len(lines) == len(pairs), (len(lines), len(pairs))
    rows = []
    for (gold, _, _), line in zip(pairs, lines):
        rule, *x = line.split("\t")
        rows.append((gold, "none" if rule == "quotes_only" else rule, widen([float(v) for v in x])))
    return rows


def widen(x):
    """Shares as they are, lengths by their logarithm, and what a line cannot cut by products."""
    x = x[:5] + [math.log1p(x[5]) / 4, math.log1p(x[6]) / 5, math.log1p(x[7]) / 4] + x[8:]
    of_child, of_parent, house, spun, mean, turned, same = x[0], x[1], x[12], x[13], x[5], x[8], x[11]
    return [1.0] + x + [of_child * of_parent, of_child * of_child, of_parent * of_parent, house * of_child, house * of_parent,
                        house * same, mean * mean, mean * of_child, spun * mean, max(0, of_parent - .95), max(0, of_child - .5),
                        max(0, of_parent - .35), turned * mean]


def pairs_of(corpus, rng):
    by_id = {r["id"]: r for r in corpus}
    last = collections.defaultdict(list)
    out = []
    for r in corpus:
        if r["cls"] == "recurring":
            key = r["outlet"], r["text"][:12]
            if last[key]:
                out.append(("none", r, last[key][-1]))
            last[key].append(r)
        elif r["src"] in by_id and r["cls"] not in ("exact", "orig"):
            out.append((GOLD.get(r["cls"], r["cls"]), r, by_id[r["src"]]))
    for a, b in (rng.sample(corpus, 2) for _ in range(200)):
        if a["fam"] != b["fam"]:
            out.append(("none", a, b))
    return out


def spin_real(shared, rng):
    """Reports of the examples and one real one, each word of a thesaurus swapped by chance; none of it is the generator's prose."""
    source = open(f"{shared}/tools/gen_reports.py", encoding="utf-8").read()
    head = source[source.index("WN="):source.index("L={p:load(p)")]
    scope = {"re": re}
    exec(head, scope)
    synonyms = {}
    for part in ("noun", "verb", "adj", "adv"):
        for word, (tags, _, others) in scope["load"](part).items():
            if others and (word not in synonyms or tags > synonyms[word][0]):
                synonyms[word] = (tags, others)
    pairs = []
    for path in sorted(glob.glob("examples/*/*.txt") + glob.glob(f"{shared}/seeds/*.txt")):
        text = open(path, encoding="utf-8").read()
        body = re.sub(r"^([A-Z][A-Za-z-]*: .*\n)+", "", text)
        if len(body.split()) < 120:
            continue
        for share in (.15, .3, .5):
            def swap(m):
                w = m.group(0)
                return rng.choice(synonyms[w][1]) if w in synonyms and rng.random() < share else w
            spun = re.sub(r"(?<![A-Za-z'])[a-z]{4,}(?![A-Za-z'])", swap, body)
            pairs.append(("spun", dict(outlet="Quick Hub", title="", text=spun), dict(outlet="Daily", title="", text=body)))
    return pairs


def scores(weights, x):
    z = [sum(w * v for w, v in zip(row, x)) for row in weights]
    top = max(z)
    e = [math.exp(v - top) for v in z]
    total = sum(e)
    return [v / total for v in e]


def fit(rows, rng, rounds=60):
    weights = [[0.0] * len(rows[0][2]) for _ in CLASSES]
    squares = [[1e-6] * len(rows[0][2]) for _ in CLASSES]
    n = collections.Counter(gold for gold, _, _ in rows)
    for _ in range(rounds):
        rng.shuffle(rows)
        for gold, _, x in rows:
            p = scores(weights, x)
            heavy = math.sqrt(len(rows) / len(CLASSES) / n[gold])
            for k, name in enumerate(CLASSES):
                d = (p[k] - (name == gold)) * heavy
                if abs(d) < 1e-4:
                    continue
                for i, v in enumerate(x):
                    g = d * v + 1e-4 * weights[k][i]
                    squares[k][i] += g * g
                    weights[k][i] -= .2 * g / math.sqrt(squares[k][i])
    return weights


def check_gradient(rows):
    """Finite differences of the loss against (p - gold) * x."""
    rng = random.Random(5)
    weights = [[rng.gauss(0, .3) for _ in rows[0][2]] for _ in CLASSES]
    gold, _, x = rows[0]
    loss = lambda: -math.log(scores(weights, x)[CLASSES.index(gold)])
    for k in range(len(CLASSES)):
        for i in (0, 1, 6):
            exact = (scores(weights, x)[k] - (CLASSES[k] == gold)) * x[i]
            weights[k][i] += 1e-5
            up = loss()
            weights[k][i] -= 2e-5
            down = loss()
            weights[k][i] += 1e-5
            assert abs((up - down) / 2e-5 - exact) < 1e-4


def compare(name, rows, weights):
    count = collections.defaultdict(lambda: [0, 0, 0])
    for gold, rule, x in rows:
        p = scores(weights, x)
        c = count[gold]
        c[0] += 1
        c[1] += rule == gold
        c[2] += CLASSES[p.index(max(p))] == gold
    print(json.dumps({"data": name, **{g: {"pairs": n, "rules": round(r / n, 4), "model": round(m / n, 4)} for g, (n, r, m) in sorted(count.items())}}))


def cut_real(rng, shared):
    """The same reports as another house carries them: an end cut off, a paragraph left out, a line of its own."""
    pairs = []
    for path in sorted(glob.glob("examples/*/*.txt") + glob.glob(f"{shared}/seeds/*.txt")):
        body = re.sub(r"^([A-Z][A-Za-z-]*: .*\n)+", "", open(path, encoding="utf-8").read())
        parts = [x for x in body.split("\n\n") if x.strip()]
        if len(body.split()) < 120 or len(parts) < 5:
            continue
        kept = parts[:max(4, len(parts) * rng.randint(6, 9) // 10)]
        if len(kept) > 4:
            kept.pop(rng.randrange(2, len(kept)))
        kept.append("Our own correspondent could not reach the town hall on Thursday evening.")
        pairs.append(("syndicated", dict(outlet="Coast Post", title="", text="\n\n".join(kept)), dict(outlet="Daily", title="", text=body)))
    return pairs


def main():
    where, shared, tool = sys.argv[1:]
    rng = random.Random(1)
    learn = figures(pairs_of(load(f"{where}/learn.jsonl"), rng), tool, f"{where}/a", True)
    check_gradient(learn)
    weights = fit(list(learn), rng)
    compare("generated, learned", learn, weights)
    compare("generated, another seed", figures(pairs_of(load(f"{where}/measure.jsonl"), rng), tool, f"{where}/b", True), weights)
    families = collections.defaultdict(list)
    for r in load(f"{shared}/data/lineage/versions.dev.jsonl"):
        families[r["fam"]].append(r)
    versions = []
    for family in families.values():
        family.sort(key=lambda r: r["ts"])
        versions += [("revision", b, a) for a, b in zip(family, family[1:]) if a["text"] != b["text"]]
    heads = [f[0] for f in families.values()]
    versions += [("none", a, b) for a, b in zip(heads, heads[1:])]
    compare("versions, neighbours", figures(versions, tool, f"{where}/c", False), weights)
    strangers = [("not spun", dict(b, outlet="Coast Post"), a) for gold, b, a in versions if gold == "revision"]
    told = figures(strangers, tool, f"{where}/e", False)
    model = [CLASSES[max(range(len(CLASSES)), key=scores(weights, x).__getitem__)] for _, _, x in told]
    print(json.dumps({"data": "versions as if of two houses, told as spun", "pairs": len(told),
                      "rules": round(sum(r == "spun" for _, r, _ in told) / len(told), 4),
                      "model": round(model.count("spun") / len(told), 4)}))
    compare("real prose, cut by another house", figures(cut_real(rng, shared), tool, f"{where}/f", False), weights)
    compare("real prose, spun", figures(spin_real(shared, rng), tool, f"{where}/d", False), weights)


main()
