#!/usr/bin/env python3
"""Answers of simulated people to a study: they go by where most of the map's energy is, and slip in a share of the trials.

    observers.py lucida-study/key.json ann=0.1 ben=0.2 cid=0.3

writes answers-ann.json and so on, for `lucida study --score`. What somebody draws follows from the name. Nobody slips in the attention checks; of two networks they are for the one
with more of its map on the object as clearly as they can be, and a slip turns that round. The file is that of AnswerFile, its seal the 64-bit FNV-1a hash of its lines.
"""
import json
import random
import sys


def seal(lines):
    h = 0xCBF29CE484222325
    for byte in "\n".join(lines).encode():
        h = ((h ^ byte) * 0x100000001B3) & 0xFFFFFFFFFFFFFFFF
    return "%016x" % h


def choice(trial, slips):
    right, energies = trial["right"], trial["energies"]
    if trial["kind"] == "check":
        return right
    if trial["kind"] == "network":
        chosen = 2 if not energies or energies[0] == energies[1] else 0 if energies[0] > energies[1] else 4
        return 4 - chosen if slips else chosen
    chosen = right if not energies else 0 if energies[0] > energies[1] else 1
    return 1 - chosen if slips else chosen


key = json.load(open(sys.argv[1], encoding="utf-8"))
for argument in sys.argv[2:]:
    person, share = argument.split("=")
    draws = random.Random(person)
    answers = []
    for trial in key["trials"]:
        chosen = choice(trial, draws.random() < float(share))
        answers.append({"trial": trial["id"], "choice": chosen, "milliseconds": 1500 + draws.randrange(4000)})
    lines = ["%s:%d:%d" % (answer["trial"], answer["choice"], answer["milliseconds"]) for answer in answers]
    said = {"format": "lucida-study-1", "study": key["study"], "person": person, "answers": answers}
    said["seal"] = seal([key["study"], person] + lines)
    with open("answers-%s.json" % person, "w", encoding="utf-8") as file:
        json.dump(said, file)
