# docs.sh - what the documents show is what happens. Every fence of kind
# `console` in README.md and docs/*.md is run from the root of the repository:
#
#     ```console
#     $ nutgraf brief examples/ferry      a command; a line that ends with \ goes on
#     ...                                 any lines, also none
#     1 story, 6 independent              this very line
#     ```
#
# Within a line, "..." or "…" at its end stands for the rest of it. Commands of
# one document share a folder for what they make: it is $HOME, and holds the
# store. Commands that begin with "sudo", "script/" or "make" are not run.
. tests/t.sh
mkdir -p "$tmp/bin" "$tmp/home"
ln -s "$(realpath "$NUTGRAF")" "$tmp/bin/nutgraf"
python3 - "$tmp" README.md docs/*.md <<'P'
import os, re, shutil, subprocess, sys
tmp, docs = sys.argv[1], sys.argv[2:]
n = bad = 0
env = dict(os.environ, PATH=tmp + "/bin:" + os.environ["PATH"], HOME=tmp + "/home", NO_COLOR="1", COLUMNS="100")
env.pop("XDG_DATA_HOME", None)
env["NUTGRAF_STORE"] = tmp + "/home/news.db"
def like(got, want):
    """Lines of want, where "..." alone is any number of lines."""
    reach = {0}
    for w in want:
        if w.strip() in ("...", "…"):
            reach = set(range(min(reach), len(got) + 1)) if reach else set()
            continue
        head = re.sub(r"\s*(\.\.\.|…)$", "", w)
        cut = head != w
        reach = {i + 1 for i in reach if i < len(got) and (got[i].startswith(head) if cut else got[i].rstrip() == w.rstrip())}
    return len(got) in reach
for doc in docs:
    if not os.path.exists(doc):
        continue
    shutil.rmtree(tmp + "/home")
    os.mkdir(tmp + "/home")
    lines = open(doc, encoding="utf-8").read().split("\n")
    i = 0
    while i < len(lines):
        if lines[i].strip() != "```console":
            i += 1
            continue
        block, i = [], i + 1
        first = i
        while i < len(lines) and lines[i].strip() != "```":
            block.append((i + 1, lines[i]))
            i += 1
        k = 0
        while k < len(block):
            at, line = block[k]
            k += 1
            if not line.startswith("$ "):
                continue
            command = line[2:]
            while command.endswith("\\") and k < len(block):
                command = command[:-1] + block[k][1].lstrip("> ")
                k += 1
            want = []
            while k < len(block) and not block[k][1].startswith("$ "):
                want.append(block[k][1])
                k += 1
            n += 1
            name = f"{doc}:{at}: {command}"
            if re.match(r"(sudo|script/|make|apt|git|man )", command):
                print("ok", n, "-", name, "# SKIP set-up is tested by running this test")
                continue
            p = subprocess.run(["sh", "-c", command], env=env, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=120)
            got = p.stdout.decode("utf-8", "replace").rstrip("\n").split("\n")
            while want and not want[-1].strip():
                want.pop()
            good = like(got, want) if want else p.returncode in (0, 1)
            if not good:
                bad += 1
                print(f"# ended with {p.returncode}")
                print("\n".join("# got: " + l for l in got[:40]))
            print("ok" if good else "not ok", n, "-", name)
if n == 0:
    n = 1
    print("ok 1 - documents # SKIP no document shows a command")
print(f"1..{n}")
sys.exit(bad != 0)
P
