// Two looks at every object: the validator of its kind knows formats, ranges and what is required; the compiler of
// TypeScript finds every member that the kind does not have.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";

const PACKAGES = {
  "cert-manager.io": "@kubernetes-models/cert-manager",
  "external-secrets.io": "@kubernetes-models/external-secrets",
  "gateway.networking.k8s.io": "@kubernetes-models/gateway-api",
  "monitoring.coreos.com": "@kubernetes-models/prometheus-operator",
  "postgresql.cnpg.io": "@kubernetes-models/cloudnative-pg",
};

// No package has this kind, but the one of CloudNativePG has what it is made of.
const OBJECT_STORE = `
import type { IBarmanObjectStoreConfiguration } from "@kubernetes-models/cloudnative-pg/github.com/cloudnative-pg/barman-cloud/pkg/api/BarmanObjectStoreConfiguration";
interface IObjectStore {
  apiVersion: "barmancloud.cnpg.io/v1";
  kind: "ObjectStore";
  metadata: { name: string; namespace: string };
  spec: { retentionPolicy?: string; configuration: IBarmanObjectStoreConfiguration };
}
`;

const objects = JSON.parse(readFileSync(0, "utf8"));
const problems = [...(await validate()), ...compile()];
problems.forEach((problem) => console.log(problem));
process.exit(problems.length === 0 ? 0 : 1);

function moduleOf({ apiVersion, kind }) {
  const group = apiVersion.includes("/") ? apiVersion.split("/")[0] : "";
  return `${PACKAGES[group] ?? "kubernetes-models"}/${apiVersion}/${kind}`;
}

function isObjectStore({ apiVersion, kind }) {
  return apiVersion === "barmancloud.cnpg.io/v1" && kind === "ObjectStore";
}

function nameOf({ kind, metadata }) {
  return `${kind} ${metadata?.name}`;
}

async function validate() {
  const problems = [];
  for (const object of objects.filter((object) => !isObjectStore(object))) {
    try {
      const { [object.kind]: Kind } = await import(moduleOf(object));
      new Kind(object).validate();
    } catch (error) {
      problems.push(`${nameOf(object)}: ${error.message}`);
    }
  }
  return problems;
}

function compile() {
  const statements = objects.map((object, index) => {
    const type = isObjectStore(object)
      ? "IObjectStore"
      : `import(${JSON.stringify(moduleOf(object))}).I${object.kind}`;
    return `export const object${index}: ${type} = ${JSON.stringify(object)};`;
  });
  const file = join(import.meta.dirname, "objects.ts");
  const options = {
    strict: true,
    noEmit: true,
    types: [],
    skipLibCheck: true,
    target: ts.ScriptTarget.ES2023,
    module: ts.ModuleKind.ESNext,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
  };
  const host = ts.createCompilerHost(options);
  const { getSourceFile, fileExists } = host;
  const source = [OBJECT_STORE, ...statements].join("\n");
  host.fileExists = (name) => name === file || fileExists(name);
  host.getSourceFile = (name, ...rest) =>
    name === file ? ts.createSourceFile(name, source, ts.ScriptTarget.ES2023) : getSourceFile.call(host, name, ...rest);
  const first = OBJECT_STORE.split("\n").length;
  return ts.getPreEmitDiagnostics(ts.createProgram([file], options, host)).map((diagnostic) => {
    const text = ts.flattenDiagnosticMessageText(diagnostic.messageText, "\n  ");
    const line = diagnostic.file?.fileName === file ? diagnostic.file.getLineAndCharacterOfPosition(diagnostic.start).line : -1;
    const object = objects[line - first];
    return `${object ? nameOf(object) : diagnostic.file?.fileName}: ${text}`;
  });
}
