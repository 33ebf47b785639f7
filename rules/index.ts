import aggregatesEverything from "./access/aggregates-everything.ts";
import anonymousBinding from "./access/anonymous-binding.ts";
import bindVerb from "./access/bind-verb.ts";
import certificateApproval from "./access/certificate-approval.ts";
import clusterAdminBinding from "./access/cluster-admin-binding.ts";
import clusterScopedInRole from "./access/cluster-scoped-in-role.ts";
import clusterWideSecrets from "./access/cluster-wide-secrets.ts";
import clusterWideWorkloads from "./access/cluster-wide-workloads.ts";
import defaultAccountBinding from "./access/default-account-binding.ts";
import escalateVerb from "./access/escalate-verb.ts";
import everyoneBinding from "./access/everyone-binding.ts";
import impersonation from "./access/impersonation.ts";
import misnamedResource from "./access/misnamed-resource.ts";
import namedCreate from "./access/named-create.ts";
import namespaceSecrets from "./access/namespace-secrets.ts";
import nodeProxy from "./access/node-proxy.ts";
import overwrittenRules from "./access/overwritten-rules.ts";
import partialWildcard from "./access/partial-wildcard.ts";
import permissiveScc from "./access/permissive-scc.ts";
import podExec from "./access/pod-exec.ts";
import podPortForward from "./access/pod-port-forward.ts";
import refusedRoleRef from "./access/refused-role-ref.ts";
import refusedRoleRule from "./access/refused-role-rule.ts";
import refusedSubject from "./access/refused-subject.ts";
import selfProvisionerBinding from "./access/self-provisioner-binding.ts";
import subjectWithoutNamespace from "./access/subject-without-namespace.ts";
import systemConfigmapWrites from "./access/system-configmap-writes.ts";
import systemMastersBinding from "./access/system-masters-binding.ts";
import tokenRequest from "./access/token-request.ts";
import unknownApiGroup from "./access/unknown-api-group.ts";
import unknownVerb from "./access/unknown-verb.ts";
import widenedDefaultRole from "./access/widened-default-role.ts";
import wildcardAccess from "./access/wildcard-access.ts";
import wildcardApiGroup from "./access/wildcard-api-group.ts";
import wildcardResource from "./access/wildcard-resource.ts";
import wildcardVerb from "./access/wildcard-verb.ts";
import writablePersistentVolumes from "./access/writable-persistent-volumes.ts";
import writableRoles from "./access/writable-roles.ts";
import writableWebhooks from "./access/writable-webhooks.ts";
import ambiguousImagePrefix from "./admission/ambiguous-image-prefix.ts";
import baselineNamespace from "./admission/baseline-namespace.ts";
import blockingWebhook from "./admission/blocking-webhook.ts";
import dangerousScc from "./admission/dangerous-scc.ts";
import externalWebhook from "./admission/external-webhook.ts";
import failingOpenAdmission from "./admission/failing-open-admission.ts";
import invalidAdmissionPolicy from "./admission/invalid-admission-policy.ts";
import invalidPodSecurityLabel from "./admission/invalid-pod-security-label.ts";
import invalidWebhook from "./admission/invalid-webhook.ts";
import lenientPsp from "./admission/lenient-psp.ts";
import permissivePsp from "./admission/permissive-psp.ts";
import powerfulCertificateRequest from "./admission/powerful-certificate-request.ts";
import privilegedNamespace from "./admission/privileged-namespace.ts";
import skippableAdmission from "./admission/skippable-admission.ts";
import slowWebhook from "./admission/slow-webhook.ts";
import sweepingPolicyException from "./admission/sweeping-policy-exception.ts";
import toothlessPolicy from "./admission/toothless-policy.ts";
import unenforcedNamespace from "./admission/unenforced-namespace.ts";
import blindProbe from "./containers/blind-probe.ts";
import debugMode from "./containers/debug-mode.ts";
import downloadedScript from "./containers/downloaded-script.ts";
import installedAtStart from "./containers/installed-at-start.ts";
import openDebugger from "./containers/open-debugger.ts";
import openJmx from "./containers/open-jmx.ts";
import reverseShell from "./containers/reverse-shell.ts";
import writableRootFilesystem from "./containers/writable-root-filesystem.ts";
import admittedExternalIps from "./control-plane/admitted-external-ips.ts";
import alwaysAdmit from "./control-plane/always-admit.ts";
import alwaysAllowAuthorization from "./control-plane/always-allow-authorization.ts";
import anonymousApiAccess from "./control-plane/anonymous-api-access.ts";
import anonymousKubelet from "./control-plane/anonymous-kubelet.ts";
import auditPolicyGaps from "./control-plane/audit-policy-gaps.ts";
import auditedSecretValues from "./control-plane/audited-secret-values.ts";
import deprecatedTlsVersion from "./control-plane/deprecated-tls-version.ts";
import disabledAdmissionPlugin from "./control-plane/disabled-admission-plugin.ts";
import endlessAuditLog from "./control-plane/endless-audit-log.ts";
import endlessStreaming from "./control-plane/endless-streaming.ts";
import etcdWithoutTls from "./control-plane/etcd-without-tls.ts";
import exposedControlPort from "./control-plane/exposed-control-port.ts";
import exposedProfiling from "./control-plane/exposed-profiling.ts";
import hoardedPods from "./control-plane/hoarded-pods.ts";
import ignoredClientCertificates from "./control-plane/ignored-client-certificates.ts";
import incompleteAuthorization from "./control-plane/incomplete-authorization.ts";
import kubeletAlwaysAllow from "./control-plane/kubelet-always-allow.ts";
import kubeletReadOnlyPort from "./control-plane/kubelet-read-only-port.ts";
import longRequestTimeout from "./control-plane/long-request-timeout.ts";
import overriddenHostname from "./control-plane/overridden-hostname.ts";
import plainEtcdConnection from "./control-plane/plain-etcd-connection.ts";
import plaintextProvider from "./control-plane/plaintext-provider.ts";
import removedAdmissionPlugin from "./control-plane/removed-admission-plugin.ts";
import removedFlag from "./control-plane/removed-flag.ts";
import securePortOff from "./control-plane/secure-port-off.ts";
import selfSignedEtcd from "./control-plane/self-signed-etcd.ts";
import selfSignedServer from "./control-plane/self-signed-server.ts";
import sharedControllerCredentials from "./control-plane/shared-controller-credentials.ts";
import sharedEtcdCa from "./control-plane/shared-etcd-ca.ts";
import sharedTokenKey from "./control-plane/shared-token-key.ts";
import shortAuditLog from "./control-plane/short-audit-log.ts";
import staticTokenFile from "./control-plane/static-token-file.ts";
import unauditedApiServer from "./control-plane/unaudited-api-server.ts";
import unauthenticatedEtcd from "./control-plane/unauthenticated-etcd.ts";
import unencryptedSecrets from "./control-plane/unencrypted-secrets.ts";
import unfilledTokenSecrets from "./control-plane/unfilled-token-secrets.ts";
import unguardedEtcdConnection from "./control-plane/unguarded-etcd-connection.ts";
import unguardedKubeletConnection from "./control-plane/unguarded-kubelet-connection.ts";
import unlimitedPids from "./control-plane/unlimited-pids.ts";
import unmanagedIptables from "./control-plane/unmanaged-iptables.ts";
import unprotectedKernelDefaults from "./control-plane/unprotected-kernel-defaults.ts";
import unrestrictedNodes from "./control-plane/unrestricted-nodes.ts";
import unrevocableToken from "./control-plane/unrevocable-token.ts";
import unrotatedCertificate from "./control-plane/unrotated-certificate.ts";
import weakCipher from "./control-plane/weak-cipher.ts";
import yearLongToken from "./control-plane/year-long-token.ts";
import defaultArgoProject from "./delivery/default-argo-project.ts";
import deliveryAsAdmin from "./delivery/delivery-as-admin.ts";
import floatingPipeline from "./delivery/floating-pipeline.ts";
import floatingSource from "./delivery/floating-source.ts";
import foreignGitCommand from "./delivery/foreign-git-command.ts";
import incompleteArgoSource from "./delivery/incomplete-argo-source.ts";
import kubernetesDashboard from "./delivery/kubernetes-dashboard.ts";
import openArgo from "./delivery/open-argo.ts";
import openArgoServer from "./delivery/open-argo-server.ts";
import privilegedStep from "./delivery/privileged-step.ts";
import suspendedDelivery from "./delivery/suspended-delivery.ts";
import tiller from "./delivery/tiller.ts";
import unboundedArgoProject from "./delivery/unbounded-argo-project.ts";
import unencryptedSource from "./delivery/unencrypted-source.ts";
import unrestrictedKustomize from "./delivery/unrestricted-kustomize.ts";
import unverifiedArgoRepository from "./delivery/unverified-argo-repository.ts";
import unverifiedBackupStore from "./delivery/unverified-backup-store.ts";
import unverifiedSource from "./delivery/unverified-source.ts";
import defaultAccountCloudRole from "./identity/default-account-cloud-role.ts";
import defaultAccountToken from "./identity/default-account-token.ts";
import defaultServiceAccount from "./identity/default-service-account.ts";
import deprecatedServiceAccount from "./identity/deprecated-service-account.ts";
import longLivedToken from "./identity/long-lived-token.ts";
import mountedToken from "./identity/mounted-token.ts";
import tokenSecret from "./identity/token-secret.ts";
import tokenWithoutAudience from "./identity/token-without-audience.ts";
import abandonedImage from "./images/abandoned-image.ts";
import cachedImage from "./images/cached-image.ts";
import cachedLatest from "./images/cached-latest.ts";
import frozenRegistry from "./images/frozen-registry.ts";
import invalidPullPolicy from "./images/invalid-pull-policy.ts";
import latestTag from "./images/latest-tag.ts";
import malformedImage from "./images/malformed-image.ts";
import movingTag from "./images/moving-tag.ts";
import shutRegistry from "./images/shut-registry.ts";
import unpinnedImage from "./images/unpinned-image.ts";
import unqualifiedImage from "./images/unqualified-image.ts";
import vulnerableImage from "./images/vulnerable-image.ts";
import catchAllIngress from "./ingress/catch-all-ingress.ts";
import deprecatedIngressClass from "./ingress/deprecated-ingress-class.ts";
import duplicatePath from "./ingress/duplicate-path.ts";
import hostWithoutCertificate from "./ingress/host-without-certificate.ts";
import hostlessRoute from "./ingress/hostless-route.ts";
import httpBesideHttps from "./ingress/http-beside-https.ts";
import invalidBackend from "./ingress/invalid-backend.ts";
import invalidBackendTls from "./ingress/invalid-backend-tls.ts";
import invalidHost from "./ingress/invalid-host.ts";
import invalidListener from "./ingress/invalid-listener.ts";
import invalidPath from "./ingress/invalid-path.ts";
import literalPatternPath from "./ingress/literal-pattern-path.ts";
import missingPathType from "./ingress/missing-path-type.ts";
import nginxInjection from "./ingress/nginx-injection.ts";
import nginxSnippet from "./ingress/nginx-snippet.ts";
import nginxSnippetsAllowed from "./ingress/nginx-snippets-allowed.ts";
import oldTlsVersion from "./ingress/old-tls-version.ts";
import openGateway from "./ingress/open-gateway.ts";
import openReferenceGrant from "./ingress/open-reference-grant.ts";
import twoIngressClasses from "./ingress/two-ingress-classes.ts";
import unencryptedGateway from "./ingress/unencrypted-gateway.ts";
import unencryptedIngress from "./ingress/unencrypted-ingress.ts";
import unencryptedRoute from "./ingress/unencrypted-route.ts";
import unverifiedBackend from "./ingress/unverified-backend.ts";
import wildcardHost from "./ingress/wildcard-host.ts";
import defaultNamespace from "./manifest/default-namespace.ts";
import duplicateKey from "./manifest/duplicate-key.ts";
import exportedMetadata from "./manifest/exported-metadata.ts";
import invalidAnnotation from "./manifest/invalid-annotation.ts";
import invalidDataKey from "./manifest/invalid-data-key.ts";
import invalidLabel from "./manifest/invalid-label.ts";
import invalidName from "./manifest/invalid-name.ts";
import invalidPartName from "./manifest/invalid-part-name.ts";
import invalidYaml from "./manifest/invalid-yaml.ts";
import namespacedClusterResource from "./manifest/namespaced-cluster-resource.ts";
import systemNamespace from "./manifest/system-namespace.ts";
import unnamedResource from "./manifest/unnamed-resource.ts";
import denyPolicyWithoutRules from "./mesh/deny-policy-without-rules.ts";
import meshAllowsEveryone from "./mesh/mesh-allows-everyone.ts";
import meshGap from "./mesh/mesh-gap.ts";
import meshOptOut from "./mesh/mesh-opt-out.ts";
import misplacedMeshAnnotation from "./mesh/misplaced-mesh-annotation.ts";
import optionalMtls from "./mesh/optional-mtls.ts";
import plainTextDestination from "./mesh/plain-text-destination.ts";
import unauthenticatedMeshClient from "./mesh/unauthenticated-mesh-client.ts";
import unverifiedDestination from "./mesh/unverified-destination.ts";
import weakMeshTls from "./mesh/weak-mesh-tls.ts";
import addressAsExternalName from "./network/address-as-external-name.ts";
import bareSelectorLabels from "./network/bare-selector-labels.ts";
import clusterAddressInIpBlock from "./network/cluster-address-in-ip-block.ts";
import cniWithoutPolicies from "./network/cni-without-policies.ts";
import deadServiceAnnotation from "./network/dead-service-annotation.ts";
import deprecatedLoadBalancerIp from "./network/deprecated-load-balancer-ip.ts";
import dnsOverTcpOnly from "./network/dns-over-tcp-only.ts";
import duplicateServicePort from "./network/duplicate-service-port.ts";
import egressToAnywhere from "./network/egress-to-anywhere.ts";
import egressToMetadata from "./network/egress-to-metadata.ts";
import egressWithoutDns from "./network/egress-without-dns.ts";
import emptyPolicyList from "./network/empty-policy-list.ts";
import externalIp from "./network/external-ip.ts";
import fieldOfAnotherServiceType from "./network/field-of-another-service-type.ts";
import headlessPortMapping from "./network/headless-port-mapping.ts";
import hostNetworkDns from "./network/host-network-dns.ts";
import hostPortMismatch from "./network/host-port-mismatch.ts";
import implicitPodSelector from "./network/implicit-pod-selector.ts";
import impliedIngressIsolation from "./network/implied-ingress-isolation.ts";
import impossibleSelector from "./network/impossible-selector.ts";
import ingressFromAnywhere from "./network/ingress-from-anywhere.ts";
import invalidIpBlock from "./network/invalid-ip-block.ts";
import invalidPolicyPeer from "./network/invalid-policy-peer.ts";
import invalidPortRange from "./network/invalid-port-range.ts";
import localExternalName from "./network/local-external-name.ts";
import namedPortToAddresses from "./network/named-port-to-addresses.ts";
import namelessServicePort from "./network/nameless-service-port.ts";
import nodeLocalTraffic from "./network/node-local-traffic.ts";
import nodePort from "./network/node-port.ts";
import nullSelectorLabel from "./network/null-selector-label.ts";
import openCiliumEntity from "./network/open-cilium-entity.ts";
import openLoadBalancer from "./network/open-load-balancer.ts";
import peersOfOtherDirection from "./network/peers-of-other-direction.ts";
import portOpenToEveryone from "./network/port-open-to-everyone.ts";
import publicBackendPort from "./network/public-backend-port.ts";
import publicKubeProxyMetrics from "./network/public-kube-proxy-metrics.ts";
import quotedPortNumber from "./network/quoted-port-number.ts";
import remoteLoginPort from "./network/remote-login-port.ts";
import selectorlessService from "./network/selectorless-service.ts";
import specialEndpointAddress from "./network/special-endpoint-address.ts";
import splitPeer from "./network/split-peer.ts";
import unenforcedPolicyRules from "./network/unenforced-policy-rules.ts";
import unlabelledNamespace from "./network/unlabelled-namespace.ts";
import unreadyEndpoints from "./network/unready-endpoints.ts";
import voidPeer from "./network/void-peer.ts";
import voidServiceField from "./network/void-service-field.ts";
import contradictingNamespaces from "./pod-security/contradicting-namespaces.ts";
import contradictingPrivileges from "./pod-security/contradicting-privileges.ts";
import controlPlaneToleration from "./pod-security/control-plane-toleration.ts";
import customSelinuxOptions from "./pod-security/custom-selinux-options.ts";
import dangerousCapability from "./pod-security/dangerous-capability.ts";
import ephemeralContainer from "./pod-security/ephemeral-container.ts";
import extraCapability from "./pod-security/extra-capability.ts";
import foreignOsField from "./pod-security/foreign-os-field.ts";
import hostInProbe from "./pod-security/host-in-probe.ts";
import hostIpc from "./pod-security/host-ipc.ts";
import hostNetwork from "./pod-security/host-network.ts";
import hostPathVolume from "./pod-security/host-path-volume.ts";
import hostPid from "./pod-security/host-pid.ts";
import hostPort from "./pod-security/host-port.ts";
import imageGroups from "./pod-security/image-groups.ts";
import injectedSysctl from "./pod-security/injected-sysctl.ts";
import interactiveContainer from "./pod-security/interactive-container.ts";
import lowUserId from "./pod-security/low-user-id.ts";
import misplacedProfileAnnotation from "./pod-security/misplaced-profile-annotation.ts";
import misplacedSecurityField from "./pod-security/misplaced-security-field.ts";
import missingSeccompProfile from "./pod-security/missing-seccomp-profile.ts";
import misspeltCapability from "./pod-security/misspelt-capability.ts";
import privilegeEscalation from "./pod-security/privilege-escalation.ts";
import privilegedContainer from "./pod-security/privileged-container.ts";
import redirectedHost from "./pod-security/redirected-host.ts";
import refusedApparmorAnnotation from "./pod-security/refused-apparmor-annotation.ts";
import refusedProfile from "./pod-security/refused-profile.ts";
import refusedRoot from "./pod-security/refused-root.ts";
import refusedSysctl from "./pod-security/refused-sysctl.ts";
import restrictedVolume from "./pod-security/restricted-volume.ts";
import rootGroup from "./pod-security/root-group.ts";
import rootUser from "./pod-security/root-user.ts";
import runsAsRoot from "./pod-security/runs-as-root.ts";
import seccompAnnotation from "./pod-security/seccomp-annotation.ts";
import serviceLinks from "./pod-security/service-links.ts";
import sharedProcessNamespace from "./pod-security/shared-process-namespace.ts";
import sharedUserNamespace from "./pod-security/shared-user-namespace.ts";
import sudoCommand from "./pod-security/sudo-command.ts";
import unconfinedApparmor from "./pod-security/unconfined-apparmor.ts";
import unconfinedSeccomp from "./pod-security/unconfined-seccomp.ts";
import undroppedCapabilities from "./pod-security/undropped-capabilities.ts";
import unmaskedProc from "./pod-security/unmasked-proc.ts";
import unsafeSysctl from "./pod-security/unsafe-sysctl.ts";
import unsandboxedAgent from "./pod-security/unsandboxed-agent.ts";
import windowsHostProcess from "./pod-security/windows-host-process.ts";
import certificateOutsidePolicy from "./policy/certificate-outside-policy.ts";
import crowdedPod from "./policy/crowded-pod.ts";
import deniedRegistry from "./policy/denied-registry.ts";
import forbiddenAnnotation from "./policy/forbidden-annotation.ts";
import forbiddenKind from "./policy/forbidden-kind.ts";
import forbiddenLabel from "./policy/forbidden-label.ts";
import forbiddenMount from "./policy/forbidden-mount.ts";
import forbiddenVariable from "./policy/forbidden-variable.ts";
import missingVariable from "./policy/missing-variable.ts";
import overcommittedContainer from "./policy/overcommitted-container.ts";
import oversizedContainer from "./policy/oversized-container.ts";
import portOutOfRange from "./policy/port-out-of-range.ts";
import restrictedNodeSelection from "./policy/restricted-node-selection.ts";
import tooFewReplicas from "./policy/too-few-replicas.ts";
import unannotatedResource from "./policy/unannotated-resource.ts";
import unauthenticatedPull from "./policy/unauthenticated-pull.ts";
import unexpectedName from "./policy/unexpected-name.ts";
import unexpectedReclaimPolicy from "./policy/unexpected-reclaim-policy.ts";
import unexpectedTag from "./policy/unexpected-tag.ts";
import unlabelledPod from "./policy/unlabelled-pod.ts";
import unlabelledResource from "./policy/unlabelled-resource.ts";
import unlistedFlexvolumeDriver from "./policy/unlisted-flexvolume-driver.ts";
import unlistedHostPath from "./policy/unlisted-host-path.ts";
import unlistedHostname from "./policy/unlisted-hostname.ts";
import unlistedIngressClass from "./policy/unlisted-ingress-class.ts";
import unlistedNamespace from "./policy/unlisted-namespace.ts";
import unlistedPriorityClass from "./policy/unlisted-priority-class.ts";
import unlistedProtocol from "./policy/unlisted-protocol.ts";
import unlistedRuntimeClass from "./policy/unlisted-runtime-class.ts";
import unlistedServiceAccount from "./policy/unlisted-service-account.ts";
import unlistedStorageClass from "./policy/unlisted-storage-class.ts";
import unlistedToleration from "./policy/unlisted-toleration.ts";
import untrustedRegistry from "./policy/untrusted-registry.ts";
import untrustedSource from "./policy/untrusted-source.ts";
import userOutOfRange from "./policy/user-out-of-range.ts";
import allAtOnceRollout from "./reliability/all-at-once-rollout.ts";
import ambiguousHandler from "./reliability/ambiguous-handler.ts";
import blockingDisruptionBudget from "./reliability/blocking-disruption-budget.ts";
import duplicateContainerName from "./reliability/duplicate-container-name.ts";
import duplicatePort from "./reliability/duplicate-port.ts";
import duplicateVariable from "./reliability/duplicate-variable.ts";
import endlessRun from "./reliability/endless-run.ts";
import everyMinuteSchedule from "./reliability/every-minute-schedule.ts";
import frozenRollout from "./reliability/frozen-rollout.ts";
import guardedSickPods from "./reliability/guarded-sick-pods.ts";
import identicalProbes from "./reliability/identical-probes.ts";
import idleSpreadConstraint from "./reliability/idle-spread-constraint.ts";
import impatientRollout from "./reliability/impatient-rollout.ts";
import initContainerProbe from "./reliability/init-container-probe.ts";
import invalidAutoscalerRange from "./reliability/invalid-autoscaler-range.ts";
import invalidDisruptionBudget from "./reliability/invalid-disruption-budget.ts";
import invalidPodFailurePolicy from "./reliability/invalid-pod-failure-policy.ts";
import invalidPort from "./reliability/invalid-port.ts";
import invalidProbe from "./reliability/invalid-probe.ts";
import invalidRollingUpdate from "./reliability/invalid-rolling-update.ts";
import invalidSchedule from "./reliability/invalid-schedule.ts";
import invalidSpreadConstraint from "./reliability/invalid-spread-constraint.ts";
import lateLivenessProbe from "./reliability/late-liveness-probe.ts";
import lingeringJob from "./reliability/lingering-job.ts";
import lostRevisions from "./reliability/lost-revisions.ts";
import mismatchedSelector from "./reliability/mismatched-selector.ts";
import misplacedDeadline from "./reliability/misplaced-deadline.ts";
import missingLivenessProbe from "./reliability/missing-liveness-probe.ts";
import missingReadinessProbe from "./reliability/missing-readiness-probe.ts";
import nakedPod from "./reliability/naked-pod.ts";
import overlappingRuns from "./reliability/overlapping-runs.ts";
import pinnedAutoscaler from "./reliability/pinned-autoscaler.ts";
import preStopBeyondGrace from "./reliability/pre-stop-beyond-grace.ts";
import recreateStrategy from "./reliability/recreate-strategy.ts";
import refusedRestartPolicy from "./reliability/refused-restart-policy.ts";
import shortStartingDeadline from "./reliability/short-starting-deadline.ts";
import singleReplica from "./reliability/single-replica.ts";
import singleReplicaAutoscaler from "./reliability/single-replica-autoscaler.ts";
import slowProbe from "./reliability/slow-probe.ts";
import strayRollingUpdate from "./reliability/stray-rolling-update.ts";
import unknownProbePort from "./reliability/unknown-probe-port.ts";
import unknownTimeZone from "./reliability/unknown-time-zone.ts";
import unnamedStatefulPods from "./reliability/unnamed-stateful-pods.ts";
import unprobedContainer from "./reliability/unprobed-container.ts";
import unscalableTarget from "./reliability/unscalable-target.ts";
import unspreadReplicas from "./reliability/unspread-replicas.ts";
import updateOnDelete from "./reliability/update-on-delete.ts";
import writtenOwnerReference from "./reliability/written-owner-reference.ts";
import zeroGracePeriod from "./reliability/zero-grace-period.ts";
import containersAbovePod from "./resources/containers-above-pod.ts";
import contradictoryLimitRange from "./resources/contradictory-limit-range.ts";
import deviceAdminAccess from "./resources/device-admin-access.ts";
import hugePagesAlone from "./resources/huge-pages-alone.ts";
import invalidQuantity from "./resources/invalid-quantity.ts";
import limitAboveRequest from "./resources/limit-above-request.ts";
import limitRangeWithoutDefaults from "./resources/limit-range-without-defaults.ts";
import memoryVolumeWithoutLimit from "./resources/memory-volume-without-limit.ts";
import missingCpuLimit from "./resources/missing-cpu-limit.ts";
import missingCpuRequest from "./resources/missing-cpu-request.ts";
import missingMemoryLimit from "./resources/missing-memory-limit.ts";
import missingMemoryRequest from "./resources/missing-memory-request.ts";
import overcommittedDevice from "./resources/overcommitted-device.ts";
import partialQuota from "./resources/partial-quota.ts";
import requestAboveLimit from "./resources/request-above-limit.ts";
import restartingResize from "./resources/restarting-resize.ts";
import tooFewBytes from "./resources/too-few-bytes.ts";
import tooManyCores from "./resources/too-many-cores.ts";
import unboundedEphemeralStorage from "./resources/unbounded-ephemeral-storage.ts";
import undeclaredResourceClaim from "./resources/undeclared-resource-claim.ts";
import unknownResource from "./resources/unknown-resource.ts";
import unlimitedEmptyDir from "./resources/unlimited-empty-dir.ts";
import unrequestedGpu from "./resources/unrequested-gpu.ts";
import type { Rule, Ungrouped } from "./rule.ts";
import brokenSecretData from "./secrets/broken-secret-data.ts";
import doubleEncodedSecret from "./secrets/double-encoded-secret.ts";
import incompleteSecret from "./secrets/incomplete-secret.ts";
import leakedToken from "./secrets/leaked-token.ts";
import newlineInSecret from "./secrets/newline-in-secret.ts";
import passwordlessDatabase from "./secrets/passwordless-database.ts";
import plainSecret from "./secrets/plain-secret.ts";
import secretInCommand from "./secrets/secret-in-command.ts";
import secretInConfigMap from "./secrets/secret-in-config-map.ts";
import secretInEnv from "./secrets/secret-in-env.ts";
import secretInGenerator from "./secrets/secret-in-generator.ts";
import secretVariable from "./secrets/secret-variable.ts";
import skippedTlsVerification from "./secrets/skipped-tls-verification.ts";
import unverifiedApiService from "./secrets/unverified-api-service.ts";
import bidirectionalMount from "./storage/bidirectional-mount.ts";
import containerRuntimeSocket from "./storage/container-runtime-socket.ts";
import danglingMount from "./storage/dangling-mount.ts";
import decimalFileMode from "./storage/decimal-file-mode.ts";
import defaultStorageClass from "./storage/default-storage-class.ts";
import deletedClaims from "./storage/deleted-claims.ts";
import duplicateMountPath from "./storage/duplicate-mount-path.ts";
import duplicateVolume from "./storage/duplicate-volume.ts";
import escapingNfsPath from "./storage/escaping-nfs-path.ts";
import gitRepoVolume from "./storage/git-repo-volume.ts";
import hiddenSystemDirectory from "./storage/hidden-system-directory.ts";
import hostPathPersistentVolume from "./storage/host-path-persistent-volume.ts";
import localVolumeWithoutNode from "./storage/local-volume-without-node.ts";
import refusedClaim from "./storage/refused-claim.ts";
import refusedMount from "./storage/refused-mount.ts";
import refusedVolume from "./storage/refused-volume.ts";
import removedVolumeDriver from "./storage/removed-volume-driver.ts";
import sensitiveHostPath from "./storage/sensitive-host-path.ts";
import sharedClaimTemplate from "./storage/shared-claim-template.ts";
import staleSubPath from "./storage/stale-sub-path.ts";
import subPathEscape from "./storage/sub-path-escape.ts";
import undefinedSubPathVariable from "./storage/undefined-sub-path-variable.ts";
import unmountedVolume from "./storage/unmounted-volume.ts";
import writableHostPath from "./storage/writable-host-path.ts";
import apparmorAnnotation from "./upgrades/apparmor-annotation.ts";
import deprecatedApi from "./upgrades/deprecated-api.ts";
import deprecatedOpenshiftApi from "./upgrades/deprecated-openshift-api.ts";
import removedApi from "./upgrades/removed-api.ts";

const group = (name: string, ...rules: readonly Ungrouped[]): readonly Rule[] =>
  rules.map((it) => ({ ...it, group: name }));

/** Every rule there is, by the folder that it stands in. */
export const rules: readonly Rule[] = [
  ...group(
    "access",
    aggregatesEverything,
    anonymousBinding,
    bindVerb,
    certificateApproval,
    clusterAdminBinding,
    clusterScopedInRole,
    clusterWideSecrets,
    clusterWideWorkloads,
    defaultAccountBinding,
    escalateVerb,
    everyoneBinding,
    impersonation,
    misnamedResource,
    namedCreate,
    namespaceSecrets,
    nodeProxy,
    overwrittenRules,
    partialWildcard,
    permissiveScc,
    podExec,
    podPortForward,
    refusedRoleRef,
    refusedRoleRule,
    refusedSubject,
    selfProvisionerBinding,
    subjectWithoutNamespace,
    systemConfigmapWrites,
    systemMastersBinding,
    tokenRequest,
    unknownApiGroup,
    unknownVerb,
    widenedDefaultRole,
    wildcardAccess,
    wildcardApiGroup,
    wildcardResource,
    wildcardVerb,
    writablePersistentVolumes,
    writableRoles,
    writableWebhooks,
  ),
  ...group(
    "admission",
    ambiguousImagePrefix,
    baselineNamespace,
    blockingWebhook,
    dangerousScc,
    externalWebhook,
    failingOpenAdmission,
    invalidAdmissionPolicy,
    invalidPodSecurityLabel,
    invalidWebhook,
    lenientPsp,
    permissivePsp,
    powerfulCertificateRequest,
    privilegedNamespace,
    skippableAdmission,
    slowWebhook,
    sweepingPolicyException,
    toothlessPolicy,
    unenforcedNamespace,
  ),
  ...group(
    "containers",
    blindProbe,
    debugMode,
    downloadedScript,
    installedAtStart,
    openDebugger,
    openJmx,
    reverseShell,
    writableRootFilesystem,
  ),
  ...group(
    "control-plane",
    admittedExternalIps,
    alwaysAdmit,
    alwaysAllowAuthorization,
    anonymousApiAccess,
    anonymousKubelet,
    auditPolicyGaps,
    auditedSecretValues,
    deprecatedTlsVersion,
    disabledAdmissionPlugin,
    endlessAuditLog,
    endlessStreaming,
    etcdWithoutTls,
    exposedControlPort,
    exposedProfiling,
    hoardedPods,
    ignoredClientCertificates,
    incompleteAuthorization,
    kubeletAlwaysAllow,
    kubeletReadOnlyPort,
    longRequestTimeout,
    overriddenHostname,
    plainEtcdConnection,
    plaintextProvider,
    removedAdmissionPlugin,
    removedFlag,
    securePortOff,
    selfSignedEtcd,
    selfSignedServer,
    sharedControllerCredentials,
    sharedEtcdCa,
    sharedTokenKey,
    shortAuditLog,
    staticTokenFile,
    unauditedApiServer,
    unauthenticatedEtcd,
    unencryptedSecrets,
    unfilledTokenSecrets,
    unguardedEtcdConnection,
    unguardedKubeletConnection,
    unlimitedPids,
    unmanagedIptables,
    unprotectedKernelDefaults,
    unrestrictedNodes,
    unrevocableToken,
    unrotatedCertificate,
    weakCipher,
    yearLongToken,
  ),
  ...group(
    "delivery",
    defaultArgoProject,
    deliveryAsAdmin,
    floatingPipeline,
    floatingSource,
    foreignGitCommand,
    incompleteArgoSource,
    kubernetesDashboard,
    openArgo,
    openArgoServer,
    privilegedStep,
    suspendedDelivery,
    tiller,
    unboundedArgoProject,
    unencryptedSource,
    unrestrictedKustomize,
    unverifiedArgoRepository,
    unverifiedBackupStore,
    unverifiedSource,
  ),
  ...group(
    "identity",
    defaultAccountCloudRole,
    defaultAccountToken,
    defaultServiceAccount,
    deprecatedServiceAccount,
    longLivedToken,
    mountedToken,
    tokenSecret,
    tokenWithoutAudience,
  ),
  ...group(
    "images",
    abandonedImage,
    cachedImage,
    cachedLatest,
    frozenRegistry,
    invalidPullPolicy,
    latestTag,
    malformedImage,
    movingTag,
    shutRegistry,
    unpinnedImage,
    unqualifiedImage,
    vulnerableImage,
  ),
  ...group(
    "ingress",
    catchAllIngress,
    deprecatedIngressClass,
    duplicatePath,
    hostWithoutCertificate,
    hostlessRoute,
    httpBesideHttps,
    invalidBackend,
    invalidBackendTls,
    invalidHost,
    invalidListener,
    invalidPath,
    literalPatternPath,
    missingPathType,
    nginxInjection,
    nginxSnippet,
    nginxSnippetsAllowed,
    oldTlsVersion,
    openGateway,
    openReferenceGrant,
    twoIngressClasses,
    unencryptedGateway,
    unencryptedIngress,
    unencryptedRoute,
    unverifiedBackend,
    wildcardHost,
  ),
  ...group(
    "manifest",
    defaultNamespace,
    duplicateKey,
    exportedMetadata,
    invalidAnnotation,
    invalidDataKey,
    invalidLabel,
    invalidName,
    invalidPartName,
    invalidYaml,
    namespacedClusterResource,
    systemNamespace,
    unnamedResource,
  ),
  ...group(
    "mesh",
    denyPolicyWithoutRules,
    meshAllowsEveryone,
    meshGap,
    meshOptOut,
    misplacedMeshAnnotation,
    optionalMtls,
    plainTextDestination,
    unauthenticatedMeshClient,
    unverifiedDestination,
    weakMeshTls,
  ),
  ...group(
    "network",
    addressAsExternalName,
    bareSelectorLabels,
    clusterAddressInIpBlock,
    cniWithoutPolicies,
    deadServiceAnnotation,
    deprecatedLoadBalancerIp,
    dnsOverTcpOnly,
    duplicateServicePort,
    egressToAnywhere,
    egressToMetadata,
    egressWithoutDns,
    emptyPolicyList,
    externalIp,
    fieldOfAnotherServiceType,
    headlessPortMapping,
    hostNetworkDns,
    hostPortMismatch,
    implicitPodSelector,
    impliedIngressIsolation,
    impossibleSelector,
    ingressFromAnywhere,
    invalidIpBlock,
    invalidPolicyPeer,
    invalidPortRange,
    localExternalName,
    namedPortToAddresses,
    namelessServicePort,
    nodeLocalTraffic,
    nodePort,
    nullSelectorLabel,
    openCiliumEntity,
    openLoadBalancer,
    peersOfOtherDirection,
    portOpenToEveryone,
    publicBackendPort,
    publicKubeProxyMetrics,
    quotedPortNumber,
    remoteLoginPort,
    selectorlessService,
    specialEndpointAddress,
    splitPeer,
    unenforcedPolicyRules,
    unlabelledNamespace,
    unreadyEndpoints,
    voidPeer,
    voidServiceField,
  ),
  ...group(
    "pod-security",
    contradictingNamespaces,
    contradictingPrivileges,
    controlPlaneToleration,
    customSelinuxOptions,
    dangerousCapability,
    ephemeralContainer,
    extraCapability,
    foreignOsField,
    hostInProbe,
    hostIpc,
    hostNetwork,
    hostPathVolume,
    hostPid,
    hostPort,
    imageGroups,
    injectedSysctl,
    interactiveContainer,
    lowUserId,
    misplacedProfileAnnotation,
    misplacedSecurityField,
    missingSeccompProfile,
    misspeltCapability,
    privilegeEscalation,
    privilegedContainer,
    redirectedHost,
    refusedApparmorAnnotation,
    refusedProfile,
    refusedRoot,
    refusedSysctl,
    restrictedVolume,
    rootGroup,
    rootUser,
    runsAsRoot,
    seccompAnnotation,
    serviceLinks,
    sharedProcessNamespace,
    sharedUserNamespace,
    sudoCommand,
    unconfinedApparmor,
    unconfinedSeccomp,
    undroppedCapabilities,
    unmaskedProc,
    unsafeSysctl,
    unsandboxedAgent,
    windowsHostProcess,
  ),
  ...group(
    "policy",
    certificateOutsidePolicy,
    crowdedPod,
    deniedRegistry,
    forbiddenAnnotation,
    forbiddenKind,
    forbiddenLabel,
    forbiddenMount,
    forbiddenVariable,
    missingVariable,
    overcommittedContainer,
    oversizedContainer,
    portOutOfRange,
    restrictedNodeSelection,
    tooFewReplicas,
    unannotatedResource,
    unauthenticatedPull,
    unexpectedName,
    unexpectedReclaimPolicy,
    unexpectedTag,
    unlabelledPod,
    unlabelledResource,
    unlistedFlexvolumeDriver,
    unlistedHostPath,
    unlistedHostname,
    unlistedIngressClass,
    unlistedNamespace,
    unlistedPriorityClass,
    unlistedProtocol,
    unlistedRuntimeClass,
    unlistedServiceAccount,
    unlistedStorageClass,
    unlistedToleration,
    untrustedRegistry,
    untrustedSource,
    userOutOfRange,
  ),
  ...group(
    "reliability",
    allAtOnceRollout,
    ambiguousHandler,
    blockingDisruptionBudget,
    duplicateContainerName,
    duplicatePort,
    duplicateVariable,
    endlessRun,
    everyMinuteSchedule,
    frozenRollout,
    guardedSickPods,
    identicalProbes,
    idleSpreadConstraint,
    impatientRollout,
    initContainerProbe,
    invalidAutoscalerRange,
    invalidDisruptionBudget,
    invalidPodFailurePolicy,
    invalidPort,
    invalidProbe,
    invalidRollingUpdate,
    invalidSchedule,
    invalidSpreadConstraint,
    lateLivenessProbe,
    lingeringJob,
    lostRevisions,
    mismatchedSelector,
    misplacedDeadline,
    missingLivenessProbe,
    missingReadinessProbe,
    nakedPod,
    overlappingRuns,
    pinnedAutoscaler,
    preStopBeyondGrace,
    recreateStrategy,
    refusedRestartPolicy,
    shortStartingDeadline,
    singleReplica,
    singleReplicaAutoscaler,
    slowProbe,
    strayRollingUpdate,
    unknownProbePort,
    unknownTimeZone,
    unnamedStatefulPods,
    unprobedContainer,
    unscalableTarget,
    unspreadReplicas,
    updateOnDelete,
    writtenOwnerReference,
    zeroGracePeriod,
  ),
  ...group(
    "resources",
    containersAbovePod,
    contradictoryLimitRange,
    deviceAdminAccess,
    hugePagesAlone,
    invalidQuantity,
    limitAboveRequest,
    limitRangeWithoutDefaults,
    memoryVolumeWithoutLimit,
    missingCpuLimit,
    missingCpuRequest,
    missingMemoryLimit,
    missingMemoryRequest,
    overcommittedDevice,
    partialQuota,
    requestAboveLimit,
    restartingResize,
    tooFewBytes,
    tooManyCores,
    unboundedEphemeralStorage,
    undeclaredResourceClaim,
    unknownResource,
    unlimitedEmptyDir,
    unrequestedGpu,
  ),
  ...group(
    "secrets",
    brokenSecretData,
    doubleEncodedSecret,
    incompleteSecret,
    leakedToken,
    newlineInSecret,
    passwordlessDatabase,
    plainSecret,
    secretInCommand,
    secretInConfigMap,
    secretInEnv,
    secretInGenerator,
    secretVariable,
    skippedTlsVerification,
    unverifiedApiService,
  ),
  ...group(
    "storage",
    bidirectionalMount,
    containerRuntimeSocket,
    danglingMount,
    decimalFileMode,
    defaultStorageClass,
    deletedClaims,
    duplicateMountPath,
    duplicateVolume,
    escapingNfsPath,
    gitRepoVolume,
    hiddenSystemDirectory,
    hostPathPersistentVolume,
    localVolumeWithoutNode,
    refusedClaim,
    refusedMount,
    refusedVolume,
    removedVolumeDriver,
    sensitiveHostPath,
    sharedClaimTemplate,
    staleSubPath,
    subPathEscape,
    undefinedSubPathVariable,
    unmountedVolume,
    writableHostPath,
  ),
  ...group("upgrades", apparmorAnnotation, deprecatedApi, deprecatedOpenshiftApi, removedApi),
];
