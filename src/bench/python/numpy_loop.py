# The NumPy post's own loop, timed: prints steps per second of one core, the median of the rounds.
import math
import statistics
import sys
import time

import numpy as np

rounds, seconds = int(sys.argv[1]), float(sys.argv[2])
x = np.linspace(-math.pi, math.pi, 2000)
y = np.sin(x)
a, b, c, d = 0.1629, -0.563484, 2.5714189, -0.062937
learning_rate = 1e-6


def step(t):
    global a, b, c, d
    y_pred = a + b * x + c * x ** 2 + d * x ** 3
    loss = np.square(y_pred - y).sum()
    if t % 100 == 99:
        log.append(loss)
    grad_y_pred = 2.0 * (y_pred - y)
    grad_a = grad_y_pred.sum()
    grad_b = (grad_y_pred * x).sum()
    grad_c = (grad_y_pred * x ** 2).sum()
    grad_d = (grad_y_pred * x ** 3).sum()
    a -= learning_rate * grad_a
    b -= learning_rate * grad_b
    c -= learning_rate * grad_c
    d -= learning_rate * grad_d


log = []
rates = []
for _ in range(rounds):
    t = 0
    start = time.process_time()
    while time.process_time() - start < seconds:
        for _ in range(100):
            step(t)
            t += 1
    rates.append(t / (time.process_time() - start))
print(statistics.median(rates))
