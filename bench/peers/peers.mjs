// peers.mjs - how long other programs take for the same reports.
//   node peers.mjs reports.jsonl     one JSON line a peer: layer, seconds, share
// The best of three rounds counts: the first ones warm the compiler up.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";

const require = createRequire(pathToFileURL(process.cwd() + "/"));
const texts = readFileSync(process.argv[2], "utf8").trim().split("\n")
    .map(JSON.parse).map((r) => r.title + "\n\n" + r.text);

const winkNLP = require("wink-nlp");
const model = require("wink-eng-lite-web-model");
const nlp = require("compromise");
const chrono = require("chrono-node");
const dates = require("@microsoft/recognizers-text-date-time");

const wink = (pipe) => {
    const w = winkNLP(model, pipe);
    return (s) => w.readDoc(s).tokens().length();
};
const peers = [
    ["wink-nlp", "words and sentences", wink(["sbd"]), 1],
    ["wink-nlp", "words, sentences, tags", wink(["sbd", "pos"]), 1],
    ["wink-nlp", "all it has", wink(undefined), 1],
    ["compromise", "words, tags, names", (s) => {
        const d = nlp(s);
        return d.people().length + d.places().length + d.organizations().length;
    }, 4],
    ["chrono-node", "times", (s) => chrono.parse(s, new Date(2023, 2, 15)).length, 1],
    ["@microsoft/recognizers-text-date-time", "times", (s) => dates.recognizeDateTime(s, "en-us").length, 16],
];

for (const [peer, layer, run, every] of peers) {
    const some = texts.filter((_, i) => i % every === 0);
    let best = Infinity;
    for (let round = 0; round < 3; round++) {
        const from = process.hrtime.bigint();
        for (const s of some) run(s);
        best = Math.min(best, Number(process.hrtime.bigint() - from) / 1e9);
    }
    const share = some.reduce((n, s) => n + s.length, 0) / texts.reduce((n, s) => n + s.length, 0);
    console.log(JSON.stringify({ peer, layer, seconds: best, share }));
}
