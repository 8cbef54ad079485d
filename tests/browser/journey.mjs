// Drives headless Chromium through the steps it is given and prints what happened as JSON.
// Input (argument 1, JSON): {chromium, out, steps: [{name, url, width?, dark?, javascript?, actions?}]}.
import fs from "node:fs";
import path from "node:path";
import { chromium } from "playwright-core";

const plan = JSON.parse(process.argv[2]);
const axeSource = fs.readFileSync(path.resolve("node_modules/axe-core/axe.min.js"), "utf8");
const browser = await chromium.launch({
  executablePath: plan.chromium,
  args: ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--disable-background-networking"],
});

async function act(page, action) {
  const [verb, ...rest] = action;
  if (verb === "press") await page.keyboard.press(rest[0]);
  else if (verb === "type") await page.keyboard.type(rest[0]);
  else if (verb === "click") await page.click(rest[0]);
  else if (verb === "select") await page.selectOption(rest[0], rest[1]);
  else if (verb === "fill") await page.fill(rest[0], rest[1]);
  else if (verb === "wait") await page.waitForSelector(rest[0], { timeout: 60000 });
  else if (verb === "load") await page.waitForURL(rest[0], { timeout: 60000 });
  else if (verb === "tab") await tabTo(page, rest[0]);
  else if (verb === "leave") await leave(page, () => page.click(rest[0], { timeout: 60000 }));
  else if (verb === "leave-by") await leave(page, () => page.keyboard.press(rest[0]));
  else throw new Error(`unknown action ${verb}`);
}

// As the keyboard alone gets there: Tab until what has the focus matches.
async function tabTo(page, selector) {
  for (let presses = 0; presses < 400; presses++) {
    const element = await page.evaluateHandle(() => document.activeElement);
    const wanted = await page.locator(selector).first().elementHandle({ timeout: 60000 });
    if (await page.evaluate(([one, other]) => one === other, [element, wanted])) return;
    await page.keyboard.press("Tab");
  }
  throw new Error(`the keyboard does not reach ${selector}`);
}

// Whatever is done leads to another address.
async function leave(page, how) {
  const before = page.url();
  await Promise.all([page.waitForURL((url) => url.href !== before, { timeout: 60000 }), how()]);
  await page.waitForLoadState();
}

async function run(step) {
  const origin = new URL(step.url).origin;
  const context = await browser.newContext({
    viewport: { width: step.width ?? 1280, height: 900 },
    colorScheme: step.dark ? "dark" : "light",
    javaScriptEnabled: step.javascript ?? true,
    reducedMotion: "reduce",
  });
  const page = await context.newPage();
  const trouble = [];
  const foreign = [];
  page.on("console", (message) => ["error", "warning"].includes(message.type()) && trouble.push(message.text()));
  page.on("pageerror", (error) => trouble.push(String(error)));
  page.on("request", (request) => {
    const url = new URL(request.url());
    if (url.protocol !== "data:" && url.origin !== origin) foreign.push(request.url());
  });
  const response = await page.goto(step.url, { waitUntil: "networkidle" });
  for (const action of step.actions ?? []) {
    try {
      await act(page, action);
    } catch (error) {
      throw new Error(`${step.name}: ${JSON.stringify(action)} at ${page.url()}: ${error.message}`);
    }
  }
  await page.waitForLoadState("networkidle");
  await page.screenshot({ path: path.join(plan.out, `${step.name}.png`), fullPage: true });
  const result = { name: step.name, status: response.status(), url: page.url(), trouble, foreign };
  if (step.javascript ?? true) {
    result.text = await page.evaluate("document.body.innerText");
    result.overflow = await page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth");
    // Evaluated through the debugger, which the page's Content-Security-Policy does not bind.
    await page.evaluate(axeSource);
    const report = await page.evaluate("axe.run(document, {runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa']})");
    result.violations = report.violations.map((v) => `${v.id} (${v.impact}): ${v.nodes[0].target.join(" ")}`);
  } else {
    result.text = (await page.content()).replace(/<[^>]+>/g, " ");
  }
  await context.close();
  return result;
}

const results = [];
try {
  for (const step of plan.steps) results.push(await run(step));
} finally {
  await browser.close();
}
process.stdout.write(JSON.stringify(results));
