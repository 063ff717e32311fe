"""NAdam as PyTorch 2 has it, on the tensors of any PyTorch: writes cases/optim-nadam.json anew.

Usage: python3 nadam.py           (in this folder; needs python3-torch)

The rule is that of torch/optim/nadam.py since PyTorch 2.0 (pull request 92699), `_single_tensor_nadam` line by
line: the product of momenta is a float32 tensor, and the last term is divided by 1 - product * mu_next. PyTorch 1
divides by 1 - product * mu * mu_next; with `old=True` this is that rule, and the script first makes sure that it
then walks as the torch.optim.NAdam of a PyTorch 1 does, if it runs under one.
"""
import json
import pathlib

import torch


class NAdam:
    def __init__(self, params, lr, betas=(0.9, 0.999), eps=1e-8, weight_decay=0.0, momentum_decay=4e-3, old=False):
        self.params, self.lr, self.betas, self.eps = params, lr, betas, eps
        self.weight_decay, self.momentum_decay, self.old = weight_decay, momentum_decay, old
        self.state = [
            dict(step=0, mu_product=torch.tensor(1.0), exp_avg=torch.zeros_like(p), exp_avg_sq=torch.zeros_like(p))
            for p in params
        ]

    @torch.no_grad()
    def step(self):
        beta1, beta2 = self.betas
        for param, state in zip(self.params, self.state):
            grad, exp_avg, exp_avg_sq = param.grad, state["exp_avg"], state["exp_avg_sq"]
            state["step"] += 1
            step = state["step"]
            bias_correction2 = 1 - beta2**step
            if self.weight_decay != 0:
                grad = grad.add(param, alpha=self.weight_decay)
            mu = beta1 * (1.0 - 0.5 * (0.96 ** (step * self.momentum_decay)))
            mu_next = beta1 * (1.0 - 0.5 * (0.96 ** ((step + 1) * self.momentum_decay)))
            state["mu_product"] *= mu
            mu_product = state["mu_product"].item()
            exp_avg.lerp_(grad, 1 - beta1)
            exp_avg_sq.mul_(beta2).addcmul_(grad, grad, value=1 - beta2)
            denom = exp_avg_sq.div(bias_correction2).sqrt().add_(self.eps)
            mu_product_next = (state["mu_product"] * mu * mu_next).item() if self.old else mu_product * mu_next
            param.addcdiv_(grad, denom, value=(-self.lr * (1.0 - mu) / (1.0 - mu_product)))
            param.addcdiv_(exp_avg, denom, value=(-self.lr * mu_next) / (1.0 - mu_product_next))


def run(case, make):
    """A run of generate.py's kind: a polynomial, the sum of squares, sin."""
    dtype = getattr(torch, case["dtype"])
    x = torch.linspace(case["x_min"], case["x_max"], case["samples"], dtype=dtype)
    y = torch.sin(x)
    theta = [torch.tensor(v, dtype=dtype, requires_grad=True) for v in case["init"]]
    optimizer = make(theta, case["learning_rate"])
    trace = []
    for t in range(case["steps"]):
        residual = sum(c * x**k for k, c in enumerate(theta)) - y
        loss = residual.pow(2).sum()
        for p in theta:
            p.grad = None
        loss.backward()
        if t % case["every"] == case["every"] - 1 or t == 0:
            trace.append(
                dict(
                    step=t,
                    sse=loss.item(),
                    sae=residual.abs().sum().item(),
                    loss=loss.item(),
                    coefficients=[p.item() for p in theta],
                    gradient=[p.grad.item() for p in theta],
                )
            )
        optimizer.step()
    return trace, [p.item() for p in theta]


def down_a_slope(make, dtype):
    """Forty steps as in OptimizerContractTest: from (0.5, -1.25, 3) at a rate of 0.01"""
    theta = [torch.tensor(v, dtype=dtype) for v in (0.5, -1.25, 3.0)]
    optimizer = make(theta, 0.01)
    for _ in range(40):
        for p, g in zip(theta, slope(theta)):
            p.grad = g
        optimizer.step()
    return [p.item() for p in theta]


def slope(theta):
    return [2 * (k + 1) * (p.detach() - k) for k, p in enumerate(theta)]


def main():
    file = pathlib.Path("cases/optim-nadam.json")
    case = json.loads(file.read_text())["case"]
    if torch.__version__.startswith("1."):
        theirs = run(case, lambda p, lr: torch.optim.NAdam(p, lr=lr))
        ours = run(case, lambda p, lr: NAdam(p, lr, old=True))
        for a, b in zip(theirs[1], ours[1]):
            assert abs(a - b) <= 1e-12, (theirs[1], ours[1])
    trace, final = run(case, NAdam)
    record = dict(case=case, producer="nadam.py (the rule of PyTorch 2) on torch " + torch.__version__)
    record.update(trace=trace, final=final)
    file.write_text(json.dumps(record, indent=1) + "\n")
    for dtype in (torch.float64, torch.float32):
        options = dict(betas=(0.85, 0.999), momentum_decay=0.02, weight_decay=0.1)
        print(dtype, down_a_slope(lambda p, lr: NAdam(p, lr, **options), dtype))
        print(dtype, down_a_slope(lambda p, lr: NAdam(p, lr, old=True, **options), dtype), "in PyTorch 1")


main()
