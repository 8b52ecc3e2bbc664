#!/usr/bin/env python3
"""The steps of GuidedStepBenchmark with PyTorch: a gradient that stays a graph (create_graph=True) and is derived again.

    apt-get install --no-install-recommends python3-torch
    benchmarks/guided_step.py [--threads 2] [--rounds 3] [--least 2.0] [--out benchmarks/results/guided-step-pytorch-DATE]

The network is scenes-resnet with a hidden layer of softplus in front of the scores (see SceneNetworks and GuidedStepBenchmark), the batch 32 pictures of 64x64,
the optimiser SGD with Nesterov's momentum. In a round all losses take turns; the time of a step is the mean over at least so many seconds, by the clock and of processors. Ratios are
taken within a round. Grad-CAM++ is exact by what PyTorch offers: through GAP and one dense layer D2 and D3 of the score by each channel's mean are written out by hand from softplus's
own derivatives, since three nested calls of autograd give row sums, not the diagonal [DS 5], and its forward mode cannot be nested three times.
"""
import argparse
import datetime
import json
import os
import platform
import statistics
import time

import torch
import torch.nn.functional as F
from torch import nn

BATCH, CLASSES, SIDE, HIDDEN, LAMBDA = 32, 16, 64, 48, 0.5


class Block(nn.Module):
    """ResNet's basic block: two 3x3 convolutions, and a 1x1 one beside them where the size changes."""

    def __init__(self, inputs, outputs, stride):
        super().__init__()
        self.conv1 = nn.Conv2d(inputs, outputs, 3, stride, 1, bias=False)
        self.bn1 = nn.BatchNorm2d(outputs)
        self.conv2 = nn.Conv2d(outputs, outputs, 3, 1, 1, bias=False)
        self.bn2 = nn.BatchNorm2d(outputs)
        changes = stride > 1 or inputs != outputs
        self.shortcut = nn.Sequential(nn.Conv2d(inputs, outputs, 1, stride, bias=False), nn.BatchNorm2d(outputs)) if changes else nn.Identity()

    def forward(self, x):
        y = self.bn2(self.conv2(torch.relu(self.bn1(self.conv1(x)))))
        return torch.relu(y + self.shortcut(x))


class Attention(nn.Module):
    """Channel and spatial attention of GGAM [GG 1] to [GG 3]."""

    def __init__(self, channels):
        super().__init__()
        self.fc1 = nn.Linear(channels, channels // 4)
        self.fc2 = nn.Linear(channels // 4, channels)

    def forward(self, a):
        logits = self.fc2(torch.relu(self.fc1(a.mean((2, 3)))))
        s = torch.softmax(logits, 1)
        total = (s[:, :, None, None] * a).sum(1, keepdim=True)
        return a * (total / total.sum((2, 3), keepdim=True)), logits, s


class Network(nn.Module):
    """scenes-resnet: with attention and one dense layer, or without and with two."""

    def __init__(self, attention):
        super().__init__()
        self.stem = nn.Sequential(nn.Conv2d(3, 24, 5, 2, 2, bias=False), nn.BatchNorm2d(24), nn.ReLU())
        self.blocks = nn.Sequential(Block(24, 24, 1), Block(24, 48, 2), Block(48, 96, 2), Block(96, 96, 1))
        self.attention = Attention(96) if attention else None
        self.fc1 = None if attention else nn.Linear(96, HIDDEN)
        self.fc2 = nn.Linear(96 if attention else HIDDEN, CLASSES)

    def forward(self, x):
        """A, scores, and what attention says."""
        a = self.blocks(self.stem(x))
        if self.attention:
            d, logits, s = self.attention(a)
            return a, self.fc2(d.mean((2, 3))), (logits, s)
        return a, self.fc2(F.softplus(self.fc1(a.mean((2, 3))))), None


def own(scores, labels):
    """The score of each picture's own class, summed over the batch."""
    return scores.gather(1, labels[:, None]).sum()


def by_layer(scores, labels, a):
    return torch.autograd.grad(own(scores, labels), a, create_graph=True)[0]


def energy(L, mask):
    """[EL 2] 1 - sum M L+ / sum L+, the mask at the size of the map."""
    L = torch.relu(L)
    M = F.adaptive_avg_pool2d(mask, L.shape[-2:])[:, 0]
    return (1 - (M * L).sum((1, 2)) / L.sum((1, 2)).clamp_min(1e-30)).mean()


def weighted(w, a):
    return (w[:, :, None, None] * a).sum(1)


def gradcam(net, x, a, scores, labels, mask, extra):
    return energy(weighted(by_layer(scores, labels, a).mean((2, 3)), a), mask)


def closed(net, x, a, scores, labels, mask, extra):
    """[PP 5]"""
    g = torch.relu(by_layer(scores, labels, a))
    level = a.sum((2, 3), keepdim=True)
    return energy(weighted((g / (2 + g * level)).sum((2, 3)), a), mask)


def exact(net, x, a, scores, labels, mask, extra):
    """[PP 4] of exp(S): g, h and t of each cell through GAP and one hidden layer [DS 6]."""
    Z = a.shape[2] * a.shape[3]
    z = net.fc1(a.mean((2, 3)))
    s = torch.sigmoid(z)
    first, second = s, s * (1 - s)
    third = second * (1 - 2 * s)
    v, u = net.fc2.weight[labels], net.fc1.weight
    g = (v * first) @ u / Z
    h = (v * second) @ u ** 2 / Z ** 2
    t = (v * third) @ u ** 3 / Z ** 3
    d2, d3 = g ** 2 + h, g ** 3 + 3 * g * h + t
    below = 2 * d2 + a.sum((2, 3)) * d3
    alpha = torch.where(below == 0, torch.zeros_like(below), d2 / torch.where(below == 0, torch.ones_like(below), below))
    return energy(weighted(Z * alpha * torch.relu(g), a), mask)


def gradient_energy(net, x, a, scores, labels, mask, extra):
    g = torch.autograd.grad(own(scores, labels), x, create_graph=True)[0]
    return energy(g.abs().sum(1), mask)


def rrr(net, x, a, scores, labels, mask, extra):
    """[EL 1]"""
    g = torch.autograd.grad(torch.log_softmax(scores, 1).sum(), x, create_graph=True)[0]
    return (((1 - mask) * g) ** 2).sum((1, 2, 3)).mean()


def ggam(net, x, a, scores, labels, mask, extra):
    """[GG 5] as printed"""
    logits, s = extra
    log_beta = F.logsigmoid(by_layer(scores, labels, a).mean((2, 3)))
    return 0.5 * ((s - log_beta.exp()) * (torch.log_softmax(logits, 1) - log_beta)).sum(1).mean()


# name, with attention, loss, its weight
LOSSES = [("nothing", False, None, 0), ("energy of gradcam", False, gradcam, LAMBDA), ("energy of gradcam++-closed", False, closed, LAMBDA),
          ("energy of gradcam++", False, exact, LAMBDA), ("energy of gradient", False, gradient_energy, LAMBDA),
          ("rrr of gradient", False, rrr, 1e-3), ("nothing, with attention", True, None, 0), ("ggam", True, ggam, LAMBDA)]


class Task:
    """A training that goes on, on one batch."""

    def __init__(self, attention, loss, weight):
        torch.manual_seed(1)
        self.net, self.loss, self.weight = Network(attention).train(), loss, weight
        self.x = torch.randn(BATCH, 3, SIDE, SIDE)
        self.labels = torch.arange(BATCH) % CLASSES
        self.mask = torch.zeros(BATCH, 1, SIDE, SIDE)
        self.mask[..., : SIDE // 2] = 1
        self.sgd = torch.optim.SGD(self.net.parameters(), 1e-4, momentum=0.9, nesterov=True, weight_decay=5e-4)

    def step(self):
        x = self.x.detach().requires_grad_(self.loss in (gradient_energy, rrr))
        a, scores, extra = self.net(x)
        total = F.cross_entropy(scores, self.labels)
        if self.loss:
            total = total + self.weight * self.loss(self.net, x, a, scores, self.labels, self.mask, extra)
        self.sgd.zero_grad(set_to_none=True)
        total.backward()
        self.sgd.step()
        return total.item()


def timed(task, least):
    """Milliseconds of a step: by the clock, of processors."""
    steps, clock, cpu = 0, time.perf_counter(), time.process_time()
    while time.perf_counter() - clock < least or steps < 3:
        task.step()
        steps += 1
    return 1e3 * (time.perf_counter() - clock) / steps, 1e3 * (time.process_time() - cpu) / steps


def spread(ms):
    middle = statistics.median(ms)
    return f"{middle:.0f} ms ± {50 * (ms[-1] - ms[0]) / middle:.1f} %"


def processor():
    with open("/proc/cpuinfo") as info:
        return next(line.split(":")[1].strip() for line in info if line.startswith("model name"))


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--least", type=float, default=2.0, help="seconds of a measurement, at least")
    parser.add_argument("--out", help="two files are written: OUT.json and OUT.md")
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    tasks = {name: Task(attention, loss, weight) for name, attention, loss, weight in LOSSES}
    for task in tasks.values():
        for _ in range(3):
            task.step()
    load = [os.getloadavg()[0]]
    rounds = []
    for _ in range(options.rounds):
        rounds.append({name: timed(task, options.least) for name, task in tasks.items()})
        load.append(os.getloadavg()[0])
    text = [f"# Training steps through explanations, PyTorch {torch.__version__}, {datetime.datetime.now():%Y-%m-%d %H:%M}", "",
            f"{processor()}, {options.threads} threads of {os.cpu_count()} processors; {platform.system()}; Python {platform.python_version()}; "
            f"load {min(load):.2f} to {max(load):.2f}.", "",
            f"A step of scenes-resnet on {BATCH} pictures of {SIDE}x{SIDE}, float32. Medians; rounds in turns: {options.rounds}, each of at least {options.least} s; "
            "± half the difference of the slowest and the fastest; ratios to the plain step of the same round, with the least and the largest.", "",
            "| loss | by the clock | of processors | ratio by the clock | ratio of processors |", "|---|--:|--:|--:|--:|"]
    for name, attention, _, _ in LOSSES:
        plain = "nothing, with attention" if attention else "nothing"
        cells = [spread(sorted(r[name][i] for r in rounds)) for i in (0, 1)]
        for i in (0, 1):
            ratios = sorted(r[name][i] / r[plain][i] for r in rounds)
            cells.append(f"{statistics.median(ratios):.2f} ({ratios[0]:.2f}–{ratios[-1]:.2f})")
        text.append(f"| {name} | " + " | ".join(cells) + " |")
    print("\n".join(text))
    if options.out:
        with open(options.out + ".md", "w") as out:
            out.write("\n".join(text) + "\n")
        with open(options.out + ".json", "w") as out:
            json.dump({"torch": torch.__version__, "threads": options.threads, "load": load, "rounds": rounds}, out, indent=1)
            out.write("\n")


if __name__ == "__main__":
    main()
