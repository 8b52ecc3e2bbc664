#!/usr/bin/env python3
"""One Grad-CAM of one picture from a file of weights, as a whole process: by lucida and by a script with PyTorch, in turns.

    apt-get install --no-install-recommends python3-torchvision
    benchmarks/cold_start.py [--rounds 3] [--networks resnet50,vgg16] [--lucida ./lucida] [--out benchmarks/results/cold-start-DATE]

Weights are torchvision's random ones of a seed, saved by torch.save, and both read the same file; the picture is of random numbers, 500x375. The script with PyTorch is this one, as
`cold_start.py explain NETWORK WEIGHTS PICTURE OUT`: it makes the network, loads the file, prepares the picture as ImageNet's are, computes what lies before the layer without a record for
the way back, and writes an overlay. `lucida explain` also writes its page. Seconds by the clock and of processors, and the most memory that was resident, are what the system says of a
process when it ends; begin when nothing else runs, and once with lucida built.
"""
import argparse
import datetime
import json
import os
import platform
import statistics
import sys
import tempfile
import time
from pathlib import Path

NETWORKS = ["resnet50", "vgg16"]
MEASURES = ["seconds", "processor_seconds", "resident_mb"]


def explain(network, weights, picture, out):
    """Grad-CAM of the most likely class at the layer that lucida takes: the last block, or the ReLU before the last pooling."""
    import torch
    import torchvision
    from PIL import Image
    from torchvision import transforms
    torch.set_grad_enabled(False)
    model = getattr(torchvision.models, network)(**({"init_weights": False} if network.startswith("vgg") else {}))
    model.load_state_dict(torch.load(weights))
    model.eval()
    image = transforms.Compose([transforms.Resize(256), transforms.CenterCrop(224)])(Image.open(picture).convert("RGB"))
    x = transforms.Compose([transforms.ToTensor(), transforms.Normalize((0.485, 0.456, 0.406), (0.229, 0.224, 0.225))])(image)[None]
    if network.startswith("vgg"):
        a = model.features[:-1](x)
        head = torch.nn.Sequential(model.features[-1], model.avgpool, torch.nn.Flatten(), model.classifier)
    else:
        a = torch.nn.Sequential(*list(model.children())[:-2])(x)
        head = torch.nn.Sequential(model.avgpool, torch.nn.Flatten(), model.fc)
    with torch.enable_grad():
        a.requires_grad_()
        gradient = torch.autograd.grad(head(a).max(), a)[0]
    L = torch.relu((gradient.mean((2, 3), keepdim=True) * a.detach()).sum(1, keepdim=True))
    L = torch.nn.functional.interpolate(L / L.max().clamp_min(1e-30), size=224, mode="bilinear", align_corners=False)[0, 0]
    heat = torch.stack([L, torch.zeros_like(L), 1 - L])
    transforms.ToPILImage()(0.5 * transforms.ToTensor()(image) + 0.5 * heat).save(out)


def write_inputs(folder, networks):
    """The files of weights and the picture; in a process of its own, so that this one stays small."""
    import torch
    import torchvision
    from torchvision import transforms
    torch.manual_seed(1)
    for network in networks:
        torch.save(getattr(torchvision.models, network)().state_dict(), folder / f"{network}.pth")
    transforms.ToPILImage()(torch.rand(3, 375, 500)).save(folder / "picture.png")


def run(command):
    """Runs a command to its end and returns what the system says of it."""
    begin = time.perf_counter()
    process = os.posix_spawn(command[0], command, os.environ, file_actions=[(os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0)])
    _, status, usage = os.wait4(process, 0)
    if status:
        raise SystemExit(f"cold_start.py: it failed: {' '.join(command)}")
    return dict(zip(MEASURES, (time.perf_counter() - begin, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)))


def this(*words):
    return [sys.executable, os.path.abspath(__file__), *map(str, words)]


def commands(lucida, folder, network):
    weights, picture = folder / f"{network}.pth", folder / "picture.png"
    return {"lucida": [lucida, "explain", str(picture), "--weights", str(weights), "--method", "gradcam", "--out", str(folder / "lucida")],
            "pytorch": this("explain", network, weights, picture, folder / "pytorch.png")}


def cell(values, unit):
    middle, half = statistics.median(values), (max(values) - min(values)) / 2
    return f"{f'{middle:.0f}' if middle >= 100 else f'{middle:.3g}'} {unit} ± {100 * half / middle:.3g} %"


def processor():
    with open("/proc/cpuinfo") as info:
        return next(line.split(":")[1].strip() for line in info if line.startswith("model name"))


def measure(options):
    networks = options.networks.split(",")
    load, rounds = [os.getloadavg()[0]], []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        run(this("inputs", folder, *networks))
        for _ in range(options.rounds):
            rounds.append({network: {engine: run(command) for engine, command in commands(os.path.abspath(options.lucida), folder, network).items()}
                           for network in networks})
            load.append(os.getloadavg()[0])
    text = [f"# One Grad-CAM as a whole process, {datetime.datetime.now():%Y-%m-%d %H:%M}", "",
            f"{processor()}, {os.cpu_count()} processors; {platform.system()}; Python {platform.python_version()}; load {min(load):.2f} to {max(load):.2f}.", "",
            f"Weights from a .pth file, one picture. Medians, ± half the distance of the least and the largest; rounds in turns: {options.rounds}.", "",
            "| network | process | by the clock | of processors | resident |", "|---|---|--:|--:|--:|"]
    for network in networks:
        for engine in rounds[0][network]:
            values = [[r[network][engine][m] for r in rounds] for m in MEASURES]
            text.append(f"| {network} | {engine} | " + " | ".join(cell(v, u) for v, u in zip(values, ("s", "s", "MB"))) + " |")
    print("\n".join(text))
    if options.out:
        Path(options.out + ".md").write_text("\n".join(text) + "\n")
        Path(options.out + ".json").write_text(json.dumps({"load": load, "rounds": rounds}, indent=1) + "\n")


def main():
    if sys.argv[1:2] == ["explain"]:
        return explain(*sys.argv[2:])
    if sys.argv[1:2] == ["inputs"]:
        return write_inputs(Path(sys.argv[2]), sys.argv[3:])
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--networks", default=",".join(NETWORKS))
    parser.add_argument("--lucida", default="./lucida", help="the command of a working tree")
    parser.add_argument("--out", help="two files are written: OUT.json and OUT.md")
    return measure(parser.parse_args())


if __name__ == "__main__":
    main()
